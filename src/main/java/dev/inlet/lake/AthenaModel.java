package dev.inlet.lake;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The texts of the models, over the tables of Glue's catalog. */
final class AthenaModel {
  private static final Pattern COMMENT = Pattern.compile("(?m)^\\s*--.*\n");
  private static final Pattern RELATION =
      Pattern.compile(
          "\\b(from|join)\\s+((?:raw|processed|aggregated|identities)\\.([a-z_]+)|(build))\\b(\\s+as\\b)?");

  /** What models read that is no table of the lake. */
  private static final Map<String, AthenaTable> WORK =
      Map.of(
          "raw.events", AthenaTable.of(RawStream.EVENTS),
          "raw.rejected", AthenaTable.of(RawStream.REJECTED),
          "build", AthenaTable.BUILD,
          "identities.chains", AthenaTable.CHAINS,
          "identities.cycles", AthenaTable.CYCLES,
          "identities.named_ids", AthenaTable.NAMED_IDS);

  private AthenaModel() {}

  /** The text of a model, over parts of some tables. */
  static String made(Model model, Map<String, String> parts) {
    return over(model.select(), parts);
  }

  /** The text of a step on the way to the identities. */
  static String identities(String step, Map<String, String> parts) {
    return over(Sql.resource("identities/" + step), parts);
  }

  /** Of each of these tables the rows of which this holds. */
  static Map<String, String> parts(String condition, Model... models) {
    return Stream.of(models)
        .collect(
            Collectors.toMap(
                Model::fullName,
                model ->
                    "(select %s from %s where %s)"
                        .formatted(
                            model.columnList(), AthenaTable.of(model).fullName(), condition)));
  }

  private static String over(String text, Map<String, String> parts) {
    return RELATION
        .matcher(COMMENT.matcher(text).replaceAll("").strip())
        .replaceAll(found -> {
          var name = found.group(2);
          var table = found.group(3) == null ? found.group(4) : found.group(3);
          var relation = Optional.ofNullable(parts.get(name)).orElseGet(() -> whole(name));
          var alias = found.group(5) == null ? " as " + table : " as";
          return Matcher.quoteReplacement(found.group(1) + " " + relation + alias);
        });
  }

  private static String whole(String name) {
    return Optional.ofNullable(WORK.get(name))
        .or(() ->
            Stream.of(Model.values())
                .filter(model -> model.fullName().equals(name))
                .map(AthenaTable::of)
                .findAny())
        .orElseThrow(() -> new IllegalArgumentException("nothing is known to be " + name))
        .fullName();
  }
}
