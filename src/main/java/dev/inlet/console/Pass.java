package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a browser holds instead of the key: until when it counts, signed with the key. So it
 * survives a restart, and ends with the key.
 */
final class Pass {
  static final Duration LIFE = Duration.ofHours(12);
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;
  private final Clock clock;

  Pass(String key, Clock clock) {
    this.key = key.getBytes(UTF_8);
    this.clock = clock;
  }

  /** Whether this is the key; takes the same time for every text of the same length. */
  boolean isKey(String presented) {
    return MessageDigest.isEqual(key, presented.getBytes(UTF_8));
  }

  /** One that counts from now on. */
  String issue() {
    var until = Long.toString(clock.instant().plus(LIFE).getEpochSecond());
    return until + '.' + signature(until);
  }

  /** Whether it is one of these, and still counts. */
  boolean counts(String pass) {
    var parts = pass.split("\\.", 2);
    return parts.length == 2
        && parts[0].matches("\\d{1,12}")
        && MessageDigest.isEqual(signature(parts[0]).getBytes(UTF_8), parts[1].getBytes(UTF_8))
        && clock.instant().getEpochSecond() < Long.parseLong(parts[0]);
  }

  private String signature(String until) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(("inlet console " + until).getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }
}
