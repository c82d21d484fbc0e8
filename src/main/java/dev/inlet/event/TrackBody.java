package dev.inlet.event;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.Map;

/**
 * What {@code POST /track} takes: events of one user.
 *
 * <p>What is not required can be null here. It is not marked so, because the published file would
 * then allow a JSON null, which is refused.
 */
@Introspected
@Schema(description = "Events of one user. Each is taken or refused by itself.")
public record TrackBody(
    @NotBlank
        @Characters(max = 256)
        @Schema(
            description = "Who did it",
            example = "ada@example.com",
            minLength = 1,
            maxLength = 256,
            pattern = Characters.NOT_BLANK)
        String userId,
    @NotNull @Schema(description = "What the user did") List<@NotNull @Valid Event> events,
    @Schema(
            description = "The write key, where keys are used and no header carries it",
            requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String writeKey) {

  /** One thing that the user did. */
  @Introspected
  @Schema(name = "TrackEvent", description = "One thing that the user did.")
  public record Event(
      @NotBlank
          @Characters(max = 256)
          @Schema(
              description = "What was done",
              example = "report_exported",
              minLength = 1,
              maxLength = 256,
              pattern = Characters.NOT_BLANK)
          String eventName,
      @NotNull
          @Schema(
              description = "Any JSON object; stored exactly as sent",
              example = "{\"format\": \"csv\", \"rows\": 1200}",
              type = "object",
              additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
          Map<String, Object> metadata,
      @NotNull
          @Min(0)
          @Max(253402300799999L)
          @Schema(
              description = "When it was done: seconds or milliseconds since 1970, UTC",
              example = "1795224409123")
          Long timestampUTC,
      @Characters(max = 256)
          @Schema(
              description = "The client's own id of the event, so that a retry can be recognised",
              example = "5f3c1c5e-1",
              requiredMode = Schema.RequiredMode.NOT_REQUIRED,
              minLength = 1,
              maxLength = 256,
              pattern = Characters.NOT_BLANK)
          String messageId) {}
}
