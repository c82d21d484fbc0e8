package dev.inlet.generate;

import java.text.Normalizer;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What someone is born with.
 *
 * @param name as it is written
 * @param email the id after signing up
 * @param cookie the id before
 * @param otherCookie the id on a second device, before signing in there
 * @param isOnPhone rather than in a browser
 * @param features that are used
 * @param signsUpAt the visit that ends with signing up, counted from 0; beyond all visits for those
 *     who never do
 * @param hasSecondDevice from which an earlier visit is made without signing in
 * @param changesEmail some time after signing up
 * @param isAstray whether the phone's clock is wrong now and then, by years
 */
record Traits(
    String name,
    String email,
    String cookie,
    String otherCookie,
    Place place,
    boolean isOnPhone,
    Set<Feature> features,
    int signsUpAt,
    boolean hasSecondDevice,
    boolean changesEmail,
    boolean isAstray) {
  private static final List<String> FIRST =
      List.of("Ada", "Noor", "Zoë", "José", "Mei", "Ngozi", "Sven", "Aya", "Liam", "Olga");
  private static final List<String> LAST =
      List.of("Okafor", "Ferreira", "Müller", "Tanaka", "O'Brien", "Nguyễn", "Singh", "Šimić");
  private static final HexFormat HEX = HexFormat.of();
  private static final double ON_PHONE = 0.4;
  private static final double[] SIGNS_UP = {0.45, 0.15, 0.10};

  static Traits draw(Plan plan, int person, RandomGenerator luck) {
    var first = FIRST.get(luck.nextInt(FIRST.size()));
    var last = LAST.get(luck.nextInt(LAST.size()));
    var features = EnumSet.noneOf(Feature.class);
    for (var feature : Feature.values()) {
      if (luck.nextDouble() < feature.share()) {
        features.add(feature);
      }
    }
    boolean isOnPhone = luck.nextDouble() < ON_PHONE;
    return new Traits(
        first + ' ' + last,
        "%s.%s%d@%s.example".formatted(ascii(first), ascii(last), person, plan.tag()),
        "anon-" + HEX.toHexDigits(luck.nextLong()),
        "anon-" + HEX.toHexDigits(luck.nextLong()),
        Place.draw(luck),
        isOnPhone,
        Collections.unmodifiableSet(features),
        signsUpAt(luck),
        luck.nextDouble() < 0.15,
        luck.nextDouble() < 0.03,
        isOnPhone && luck.nextDouble() < 0.03);
  }

  private static int signsUpAt(RandomGenerator luck) {
    double drawn = luck.nextDouble();
    for (int visit = 0; visit < SIGNS_UP.length; visit++) {
      drawn -= SIGNS_UP[visit];
      if (drawn < 0) {
        return visit;
      }
    }
    return Integer.MAX_VALUE;
  }

  String newEmail() {
    return "new." + email;
  }

  private static String ascii(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFD)
        .replaceAll("[^A-Za-z]", "")
        .toLowerCase(Locale.ROOT);
  }
}
