package dev.inlet.event;

import io.micronaut.core.annotation.Introspected;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;

/**
 * What {@code POST /alias} takes: two ids of the same person.
 *
 * <p>What is not required can be null here. It is not marked so, because the published file would
 * then allow a JSON null, which is refused.
 */
@Introspected
@Schema(description = "Links two ids of the same person, so that earlier events count for both.")
public record AliasBody(
    @NotBlank
        @Characters(max = 256)
        @Schema(
            description = "The id that the person is known by from now on",
            example = "ada@example.com",
            minLength = 1,
            maxLength = 256,
            pattern = Characters.NOT_BLANK)
        String newUserId,
    @NotBlank
        @Characters(max = 256)
        @Schema(
            description = "The id that was used before, for example that of a cookie",
            example = "anonymous-8f14e45f",
            minLength = 1,
            maxLength = 256,
            pattern = Characters.NOT_BLANK)
        String originalUserId,
    @NotNull
        @Min(0)
        @Max(253402300799999L)
        @Schema(
            description = "When it happened: seconds or milliseconds since 1970, UTC",
            example = "1795224409123")
        Long timestampUTC,
    @Characters(max = 256)
        @Schema(
            description = "The client's own id of this record, so that a retry can be recognised",
            example = "5f3c1c5e-alias-1",
            requiredMode = Schema.RequiredMode.NOT_REQUIRED,
            minLength = 1,
            maxLength = 256,
            pattern = Characters.NOT_BLANK)
        String messageId,
    @Schema(
            description = "The write key, where keys are used and no header carries it",
            requiredMode = Schema.RequiredMode.NOT_REQUIRED)
        String writeKey) {}
