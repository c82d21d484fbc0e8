package dev.inlet.erase;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.delivery.RawObjects;
import java.io.IOException;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** All ids that were erased from lakes, and until when. For one thread. */
public final class Tombstones {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int SALT_BYTES = 32;
  private static final int MARK_LENGTH = 12;
  private static final int REMEMBERED_MAX = 200_000;

  private final List<Tombstone> all;
  private final Map<String, Map<String, Long>> untilMillis = new HashMap<>();
  private final Map<String, Mac> macs = new HashMap<>();
  private final Map<String, Long> remembered = new HashMap<>();
  private final long lastMillis;

  private Tombstones(Collection<Tombstone> all) {
    this.all = List.copyOf(all);
    for (var tombstone : all) {
      var ids = untilMillis.computeIfAbsent(tombstone.salt(), salt -> new HashMap<>());
      macs.computeIfAbsent(tombstone.salt(), Tombstones::mac);
      tombstone.ids().forEach(id -> ids.merge(id, tombstone.erasedAt().toEpochMilli(), Math::max));
    }
    lastMillis =
        all.stream().mapToLong(tombstone -> tombstone.erasedAt().toEpochMilli()).max().orElse(0);
  }

  /** Those that are in these lakes. */
  public static Tombstones of(RawObjects... lakes) throws IOException {
    var all = new ArrayList<Tombstone>();
    for (var lake : lakes) {
      for (var object : lake.list(Tombstone.FOLDER)) {
        if (Tombstone.isKey(object.key())) {
          try (var in = lake.read(object.key())) {
            all.add(Tombstone.decode(object.key(), in.readAllBytes()));
          }
        }
      }
    }
    return new Tombstones(all);
  }

  /** These, and one more. */
  Tombstones with(Tombstone tombstone) {
    var more = new ArrayList<>(all);
    more.add(tombstone);
    return new Tombstones(more);
  }

  /** What would be left of these ids. */
  Tombstone bury(Collection<String> ids, Instant at) {
    var salt = all.isEmpty() ? newSalt() : all.getFirst().salt();
    var mac = macs.computeIfAbsent(salt, Tombstones::mac);
    return new Tombstone(at, salt, ids.stream().map(id -> hash(mac, id)).sorted().toList());
  }

  static void write(Tombstone tombstone, RawObjects lake) throws IOException {
    var file = Files.createTempFile("inlet-erase", ".json");
    try {
      Files.write(file, tombstone.encode());
      lake.write(tombstone.key(), file);
    } finally {
      Files.delete(file);
    }
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  /** What was received from then on is of nobody who was erased. */
  public long lastMillis() {
    return lastMillis;
  }

  /** What of this id was received before then is erased; 0 when it never was. */
  public long untilMillis(String id) {
    var known = remembered.get(id);
    if (known != null) {
      return known;
    }
    long until = 0;
    for (var salt : untilMillis.entrySet()) {
      var mac = macs.computeIfAbsent(salt.getKey(), Tombstones::mac);
      until = Math.max(until, salt.getValue().getOrDefault(hash(mac, id), 0L));
    }
    if (remembered.size() == REMEMBERED_MAX) {
      remembered.clear();
    }
    remembered.put(id, until);
    return until;
  }

  /** What stands for an erased id where there must be something. */
  String mark(String id) {
    for (var salt : untilMillis.entrySet()) {
      var hash = hash(macs.computeIfAbsent(salt.getKey(), Tombstones::mac), id);
      if (salt.getValue().containsKey(hash)) {
        return hash.substring(0, MARK_LENGTH);
      }
    }
    throw new IllegalArgumentException("that id was not erased");
  }

  private static String newSalt() {
    var random = new byte[SALT_BYTES];
    new SecureRandom().nextBytes(random);
    return HexFormat.of().formatHex(random);
  }

  private static Mac mac(String salt) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(HexFormat.of().parseHex(salt), ALGORITHM));
      return mac;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static String hash(Mac mac, String id) {
    return HexFormat.of().formatHex(mac.doFinal(id.getBytes(UTF_8)));
  }
}
