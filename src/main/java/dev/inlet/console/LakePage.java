package dev.inlet.console;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.inlet.lake.Answer;
import dev.inlet.lake.Lake;
import dev.inlet.lake.LakeState;
import dev.inlet.lake.QueryBounds;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * What the page about the tables asks for.
 *
 * <p>A query has a content type that no form and no script of another origin can send unasked.
 */
@Hidden
@Controller(value = "/console/lake", port = "${inlet.management-port:}")
@Produces(MediaType.APPLICATION_JSON)
final class LakePage {
  private static final String SQL = "application/sql";
  private static final int QUERY_BYTES_MAX = 64 << 10;

  private final Analyst analyst;
  private final LakePlace place;
  private final Place delivery;
  private final ConsoleConfig config;
  private final Clock clock;

  LakePage(Analyst analyst, LakePlace place, Place delivery, ConsoleConfig config, Clock clock) {
    this.analyst = analyst;
    this.place = place;
    this.delivery = delivery;
    this.config = config;
    this.clock = clock;
  }

  /** How the tables are; it asks no engine, so a page may look often. */
  @Get("/state")
  @ExecuteOn(TaskExecutors.BLOCKING)
  String state() throws IOException {
    var now = clock.instant();
    var state = LakeState.of(place.folder(), now);
    return Json.object(json -> {
      json.writeStringField("now", now.toString());
      json.writeBooleanField("hasRaw", state.hasRaw());
      json.writeBooleanField("hasTables", state.hasTables());
      Json.putTime(json, "changedAt", state.changedAt());
      Json.putTime(json, "buildingSince", state.buildingSince());
      json.writeNumberField("everySeconds", place.every().toSeconds());
      json.writeStringField("sink", delivery.sink());
      json.writeStringField("data", place.data());
      json.writeNumberField("queryMaxSeconds", config.queryMax().toSeconds());
      json.writeNumberField("rowsMax", QueryBounds.ROWS_MAX);
    });
  }

  @Get("/tables")
  String tables() {
    return Json.object(json -> {
      for (var table : Lake.tables()) {
        json.writeObjectFieldStart(table.table());
        for (var column : table.columns()) {
          json.writeStringField(column.name(), column.type());
        }
        json.writeEndObject();
      }
    });
  }

  @Post("/query")
  @Consumes(MediaType.ALL)
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> query(
      @Body byte @Nullable [] body, @Header(HttpHeaders.CONTENT_TYPE) @Nullable String type)
      throws IOException, InterruptedException {
    if (type == null || !SQL.equals(type.split(";", 2)[0].strip())) {
      return No.type("Send the query with the header Content-Type: " + SQL + ".").answer();
    }
    return body == null ? No.query("There is no query.").answer() : answer(body);
  }

  private HttpResponse<?> answer(byte[] body) throws IOException, InterruptedException {
    if (body.length > QUERY_BYTES_MAX) {
      return No.tooLong("A query can have " + QUERY_BYTES_MAX + " bytes.").answer();
    }
    String sql;
    try {
      sql = UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException notText) {
      return No.query("This is not UTF-8.").answer();
    }
    if (!LakeState.of(place.folder(), clock.instant()).hasTables()) {
      return No.noTables().answer();
    }
    return switch (analyst.ask(sql)) {
      case Answer.Rows rows -> HttpResponse.ok(rows.json());
      case Answer.Refused refused ->
          No.query(refused.reason()).answer(TextPlace.of(sql, refused.position()));
      case Answer.TooLong late -> No.tooSlow(late.max()).answer();
      case Answer.Failed failed -> No.failed(failed.reason()).answer();
      case Answer.Crowded crowded ->
          No.crowded("Too many queries are asked at once. Ask again.").answer();
    };
  }
}
