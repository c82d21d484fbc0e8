package dev.inlet.event;

import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

/** The published schema of a raw record. */
public final class RecordSchema {
  private static final JsonSchema SCHEMA = schema();

  private RecordSchema() {}

  /** What a line breaks of it. */
  public static List<String> errors(String line) {
    return SCHEMA
        .validate(
            line,
            InputFormat.JSON,
            context -> context.getExecutionConfig().setFormatAssertionsEnabled(true))
        .stream()
        .map(ValidationMessage::toString)
        .toList();
  }

  private static JsonSchema schema() {
    try {
      return JsonSchemaFactory.getInstance(VersionFlag.V202012)
          .getSchema(Files.readString(java.nio.file.Path.of("openapi/record.schema.json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
