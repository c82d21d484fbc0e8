package dev.inlet.event;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.Map;

/**
 * What {@code POST /profile} takes: attributes of a person that change rarely.
 *
 * <p>What is not required can be null here. It is not marked so, because the published file would
 * then allow a JSON null, which is refused.
 */
@Introspected
@Schema(
    description =
        "Creates the profile of a user, or merges into it: for a key that exists the latest value"
            + " wins.")
public record ProfileBody(
    @NotBlank
        @Characters(max = 256)
        @Schema(
            description = "Whose profile it is",
            example = "ada@example.com",
            minLength = 1,
            maxLength = 256,
            pattern = Characters.NOT_BLANK)
        String userId,
    @NotNull
        @Schema(
            description = "Any JSON object; stored exactly as sent",
            example = "{\"plan\": \"pro\", \"seats\": 12}",
            type = "object",
            additionalProperties = Schema.AdditionalPropertiesValue.TRUE)
        Map<String, Object> attributes,
    @NotNull
        @Min(0)
        @Max(253402300799999L)
        @Schema(
            description = "When it became so: seconds or milliseconds since 1970, UTC",
            example = "1795224409123")
        Long timestampUTC,
    @Characters(max = 256)
        @Schema(
            description = "The client's own id of this record, so that a retry can be recognised",
            example = "5f3c1c5e-profile-1",
            requiredMode = Schema.RequiredMode.NOT_REQUIRED,
            minLength = 1,
            maxLength = 256,
            pattern = Characters.NOT_BLANK)
        String messageId,
    @Schema(
            description = "The write key, where keys are used and no header carries it",
            requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String writeKey) {}
