package dev.inlet.lake;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A kind of raw lines: the members of their JSON, and the columns that these become. */
enum RawStream {
  EVENTS(
      """
      timestampUTC between 0 and 253402300799999
      and case type
        when 'track' then userId is not null and eventName is not null and metadata is not null
        when 'alias' then newUserId is not null and originalUserId is not null
        when 'profile' then userId is not null and attributes is not null
        else false
      end\
      """,
      """
      id varchar, type varchar, receivedAt varchar, source varchar, userId varchar,
      eventName varchar, metadata json, timestampUTC bigint, newUserId varchar,
      originalUserId varchar, attributes json\
      """),
  REJECTED(
      "type = 'rejected'",
      """
      id varchar, type varchar, receivedAt varchar, source varchar, path varchar, errors json,
      body varchar\
      """);

  private final String condition;
  private final String members;

  RawStream(String condition, String members) {
    this.condition = condition;
    this.members = members;
  }

  private Stream<Member> members() {
    return Stream.of(members.split(",\\s", -1)).map(Member::of);
  }

  private record Member(String name, String type) {
    private static Member of(String text) {
      var words = text.split(" ", 2);
      return new Member(words[0], words[1]);
    }

    /** JSON is kept as text. */
    private String column() {
      return "cast(%s as %s) as %s"
          .formatted(name, type.equals("json") ? "varchar" : type, columnName());
    }

    private String columnName() {
      return name.replaceAll("([a-z])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
    }

    private String extracted() {
      var scalar = "json_extract_scalar(line, '$." + name + "')";
      return switch (type) {
            case "json" -> "json_format(json_extract(line, '$." + name + "'))";
            case "varchar" -> scalar;
            default -> "try_cast(" + scalar + " as " + type + ")";
          }
          + " as "
          + name;
    }
  }

  String table() {
    return "raw." + name().toLowerCase(Locale.ROOT);
  }

  /** What the keys of its objects start with. */
  String prefix() {
    return "raw/" + name().toLowerCase(Locale.ROOT) + "/";
  }

  /** The members and their types, for a reader of JSON. */
  String types() {
    return members()
        .map(member -> "%s: '%s'".formatted(member.name(), member.type()))
        .collect(Collectors.joining(", ", "{", "}"));
  }

  /** The columns of the members. */
  String columns() {
    return members().map(Member::column).collect(Collectors.joining(", "));
  }

  /** A relation of one line whose members are all missing. */
  String blank() {
    return members()
        .map(member -> "cast(null as %s) as %s".formatted(member.type(), member.name()))
        .collect(Collectors.joining(", ", "(select ", ")"));
  }

  /** Whether a line is a record of ours: anything else that lies there is passed over. */
  String isRecord() {
    return isRecord("try_cast(receivedAt as timestamp)");
  }

  private String isRecord(String receivedAt) {
    return "coalesce(id is not null and %s is not null and (%s), false)"
        .formatted(receivedAt, condition);
  }

  /**
   * The same for Athena: the columns of all lines that are records. Each line is read as it is and
   * taken apart here, as what maps JSON to columns there loses the digits of long numbers.
   *
   * @param lines a relation of lines, which knows the paths of the objects that they are in
   */
  String select(String lines) {
    return """
    select %s, substr(object, strpos(object, '/raw/') + 1) as source_filename
    from (
      select %s, "$path" as object
      from %s
    ) as lines
    where %s\
    """
        .formatted(
            columns(),
            members().map(Member::extracted).collect(Collectors.joining(",\n    ")),
            lines,
            isRecord("try(from_iso8601_timestamp(receivedAt))"));
  }

  /** Its columns, and where a line comes from. */
  List<Model.Column> lineColumns() {
    return Stream.concat(
            members()
                .map(member ->
                    new Model.Column(
                        member.columnName(),
                        member.type().equals("json") ? "varchar" : member.type())),
            Stream.of(new Model.Column("source_filename", "varchar")))
        .toList();
  }
}
