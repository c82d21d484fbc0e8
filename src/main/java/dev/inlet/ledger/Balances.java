package dev.inlet.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The lines of each hour that is asked about. */
final class Balances {
  private final Path temporary;
  private final Scope scope;
  private final Map<Place, HourLines> hours =
      new TreeMap<>(Comparator.comparing(Place::stream).thenComparingInt(Place::hour));

  Balances(Path temporary, Scope scope) {
    this.temporary = temporary;
    this.scope = scope;
  }

  boolean wants(int hour) {
    return scope.has(hour);
  }

  HourLines at(String stream, int hour) {
    return hours.computeIfAbsent(
        new Place(stream, hour), place -> new HourLines(temporary, place.stream() + place.hour()));
  }

  List<HourBalance> hours() throws IOException {
    var balances = new ArrayList<HourBalance>();
    for (var place : hours.entrySet()) {
      balances.add(place.getValue().balance(place.getKey().stream(), place.getKey().hour()));
    }
    return balances;
  }

  private record Place(String stream, int hour) {}
}
