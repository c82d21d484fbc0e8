package dev.inlet.generate;

import java.time.ZoneId;
import java.util.random.RandomGenerator;

/** Where people are. */
enum Place {
  GERMANY("DE", "Europe/Berlin", "de"),
  UNITED_STATES_EAST("US", "America/New_York", "en"),
  UNITED_STATES_WEST("US", "America/Los_Angeles", "en"),
  BRAZIL("BR", "America/Sao_Paulo", "pt"),
  NIGERIA("NG", "Africa/Lagos", "en"),
  INDIA("IN", "Asia/Kolkata", "hi"),
  JAPAN("JP", "Asia/Tokyo", "ja"),
  NEW_ZEALAND("NZ", "Pacific/Auckland", "en");

  private final String country;
  private final ZoneId zone;
  private final String language;

  Place(String country, String zone, String language) {
    this.country = country;
    this.zone = ZoneId.of(zone);
    this.language = language;
  }

  static Place draw(RandomGenerator luck) {
    return values()[luck.nextInt(values().length)];
  }

  String country() {
    return country;
  }

  ZoneId zone() {
    return zone;
  }

  String language() {
    return language;
  }
}
