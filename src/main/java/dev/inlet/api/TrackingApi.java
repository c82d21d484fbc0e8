package dev.inlet.api;

import dev.inlet.event.AliasBody;
import dev.inlet.event.ProfileBody;
import dev.inlet.event.TrackBody;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Post;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeIn;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.headers.Header;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;

/**
 * The contract, for the published OpenAPI file alone: {@link Collect} answers these calls from
 * their raw bytes, without databind.
 */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Inlet Tracking API",
            version = "1.0",
            description =
                "Collects what your users do. An answer of 200 means that the events are safe on"
                    + " disk; they are then delivered to the data lake.\n\n"
                    + "Times are seconds or milliseconds since 1970, UTC. Members that are not"
                    + " named here are kept. Errors are problem details (RFC 9457).",
            license =
                @License(name = "Apache-2.0", url = "https://www.apache.org/licenses/LICENSE-2.0")),
    tags = @Tag(name = "Tracking", description = "Three calls; each answers once it is on disk"),
    security = {
      @SecurityRequirement(name = ""),
      @SecurityRequirement(name = "bearer"),
      @SecurityRequirement(name = "basic"),
      @SecurityRequirement(name = "header"),
      @SecurityRequirement(name = "query")
    })
@SecurityScheme(
    name = "bearer",
    type = SecuritySchemeType.HTTP,
    scheme = "bearer",
    description = "The write key as a bearer token. Needed only when the server has keys.")
@SecurityScheme(
    name = "basic",
    type = SecuritySchemeType.HTTP,
    scheme = "basic",
    description = "The write key as the user name, with an empty password.")
@SecurityScheme(
    name = "header",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.HEADER,
    paramName = "X-Write-Key",
    description = "The write key in a header of its own.")
@SecurityScheme(
    name = "query",
    type = SecuritySchemeType.APIKEY,
    in = SecuritySchemeIn.QUERY,
    paramName = "writeKey",
    description = "The write key in the query, for clients that can set no header.")
@ApiResponse(
    responseCode = "400",
    description = "The body cannot be taken; `errors` says where and why.",
    content =
        @Content(
            mediaType = TrackingApi.PROBLEM,
            schema = @Schema(implementation = TrackingApi.ProblemDetails.class),
            examples = @ExampleObject(name = "missing", value = Examples.MISSING)))
@ApiResponse(
    responseCode = "401",
    description = "The server has keys, and the request carries none that it knows.",
    content =
        @Content(
            mediaType = TrackingApi.PROBLEM,
            schema = @Schema(implementation = TrackingApi.ProblemDetails.class),
            examples = @ExampleObject(name = "unknown-key", value = Examples.UNKNOWN_KEY)))
@ApiResponse(
    responseCode = "403",
    description = "The key is known, but may not make this call.",
    content =
        @Content(
            mediaType = TrackingApi.PROBLEM,
            schema = @Schema(implementation = TrackingApi.ProblemDetails.class),
            examples =
                @ExampleObject(name = "call-not-allowed", value = Examples.CALL_NOT_ALLOWED)))
@ApiResponse(
    responseCode = "408",
    description = "Headers or body did not arrive in time; the connection is closed.",
    content =
        @Content(
            mediaType = TrackingApi.PROBLEM,
            schema = @Schema(implementation = TrackingApi.ProblemDetails.class),
            examples = @ExampleObject(name = "too-slow", value = Examples.TOO_SLOW)))
@ApiResponse(
    responseCode = "413",
    description = "The body is too large, or holds too many events. Send it in several requests.",
    content =
        @Content(
            mediaType = TrackingApi.PROBLEM,
            schema = @Schema(implementation = TrackingApi.ProblemDetails.class),
            examples = @ExampleObject(name = "body-too-large", value = Examples.BODY_TOO_LARGE)))
@ApiResponse(
    responseCode = "415",
    description = "Content-Type or Content-Encoding is not one that is read.",
    content =
        @Content(
            mediaType = TrackingApi.PROBLEM,
            schema = @Schema(implementation = TrackingApi.ProblemDetails.class),
            examples = @ExampleObject(name = "content-type", value = Examples.CONTENT_TYPE)))
@ApiResponse(
    responseCode = "429",
    description = "The key sends more than it may.",
    headers =
        @Header(
            name = "Retry-After",
            description = "Seconds to wait",
            schema = @Schema(type = "integer")),
    content =
        @Content(
            mediaType = TrackingApi.PROBLEM,
            schema = @Schema(implementation = TrackingApi.ProblemDetails.class),
            examples = @ExampleObject(name = "too-fast", value = Examples.TOO_FAST)))
@ApiResponse(
    responseCode = "503",
    description = "There is no room, or no disk, for more: nothing of the request is stored.",
    headers =
        @Header(
            name = "Retry-After",
            description = "Seconds to wait",
            schema = @Schema(type = "integer")),
    content =
        @Content(
            mediaType = TrackingApi.PROBLEM,
            schema = @Schema(implementation = TrackingApi.ProblemDetails.class),
            examples = @ExampleObject(name = "full", value = Examples.FULL)))
@Controller
interface TrackingApi {
  String JSON = "application/json";
  String TEXT = "text/plain";
  String PROBLEM = "application/problem+json";

  String IDEMPOTENCY_KEY = "Idempotency-Key";
  String IDEMPOTENCY_KEY_MEANING =
      "The client's own id of the request, from which those of its events follow, so that a retry"
          + " can be recognised. 1 to 256 visible ASCII characters.";

  @Operation(
      operationId = "track",
      tags = "Tracking",
      summary = "Log events of one user",
      description =
          "Each event is taken or refused by itself: when some are invalid, the others are stored"
              + " and the answer lists the refused ones. When all are invalid, it is 400.",
      parameters =
          @Parameter(
              name = TrackingApi.IDEMPOTENCY_KEY,
              in = ParameterIn.HEADER,
              description = TrackingApi.IDEMPOTENCY_KEY_MEANING,
              schema = @Schema(type = "string", minLength = 1, maxLength = 256)),
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = JSON,
                    schema = @Schema(implementation = TrackBody.class),
                    examples = @ExampleObject(name = "track", value = Examples.TRACK)),
                @Content(
                    mediaType = TEXT,
                    schema = @Schema(implementation = TrackBody.class),
                    examples = @ExampleObject(name = "track", value = Examples.TRACK))
              }))
  @ApiResponse(
      responseCode = "200",
      description = "The accepted events are on disk.",
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = Taken.class),
              examples = {
                @ExampleObject(name = "taken", value = Examples.TAKEN),
                @ExampleObject(name = "taken in part", value = Examples.TAKEN_IN_PART)
              }))
  @Post("/track")
  @Consumes({JSON, TEXT})
  Taken track(@Body TrackBody body);

  @Operation(
      operationId = "alias",
      tags = "Tracking",
      summary = "Link two ids of the same person",
      description =
          "Links the id that a person had, for example a cookie's, with the one that the person is"
              + " known by from now on, so that earlier events count for the known person.",
      parameters =
          @Parameter(
              name = TrackingApi.IDEMPOTENCY_KEY,
              in = ParameterIn.HEADER,
              description = TrackingApi.IDEMPOTENCY_KEY_MEANING,
              schema = @Schema(type = "string", minLength = 1, maxLength = 256)),
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = JSON,
                    schema = @Schema(implementation = AliasBody.class),
                    examples = @ExampleObject(name = "alias", value = Examples.ALIAS)),
                @Content(
                    mediaType = TEXT,
                    schema = @Schema(implementation = AliasBody.class),
                    examples = @ExampleObject(name = "alias", value = Examples.ALIAS))
              }))
  @ApiResponse(
      responseCode = "200",
      description = "The link is on disk.",
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = Taken.class),
              examples = @ExampleObject(name = "taken", value = Examples.TAKEN)))
  @Post("/alias")
  @Consumes({JSON, TEXT})
  Taken alias(@Body AliasBody body);

  @Operation(
      operationId = "profile",
      tags = "Tracking",
      summary = "Store attributes of a person",
      description =
          "For attributes that change rarely. The first call creates the profile, later ones merge"
              + " into it: for a key that exists the latest value wins.",
      parameters =
          @Parameter(
              name = TrackingApi.IDEMPOTENCY_KEY,
              in = ParameterIn.HEADER,
              description = TrackingApi.IDEMPOTENCY_KEY_MEANING,
              schema = @Schema(type = "string", minLength = 1, maxLength = 256)),
      requestBody =
          @RequestBody(
              required = true,
              content = {
                @Content(
                    mediaType = JSON,
                    schema = @Schema(implementation = ProfileBody.class),
                    examples = @ExampleObject(name = "profile", value = Examples.PROFILE)),
                @Content(
                    mediaType = TEXT,
                    schema = @Schema(implementation = ProfileBody.class),
                    examples = @ExampleObject(name = "profile", value = Examples.PROFILE))
              }))
  @ApiResponse(
      responseCode = "200",
      description = "The attributes are on disk.",
      content =
          @Content(
              mediaType = JSON,
              schema = @Schema(implementation = Taken.class),
              examples = @ExampleObject(name = "taken", value = Examples.TAKEN)))
  @Post("/profile")
  @Consumes({JSON, TEXT})
  Taken profile(@Body ProfileBody body);

  @Schema(name = "Taken", description = "What was taken of a body, and what was not.")
  record Taken(
      @Schema(
              description = "The request's id; the records of its events start with it",
              example = "019aa4b8-9a03-7c5e-8f14-0c5b6d1e2f3a")
          String requestId,
      @Schema(description = "How many events are stored", example = "1", minimum = "0")
          int accepted,
      @Schema(description = "The events that are not; empty when all are")
          List<Rejected> rejected) {}

  @Schema(name = "RejectedEvent", description = "An event that is not stored, and why.")
  record Rejected(
      @Schema(description = "Its place in `events`, from 0", minimum = "0") int index,
      @Schema(description = "What is wrong with it") List<Wrong> errors) {}

  @Schema(name = "Fault", description = "One thing that is wrong, and where.")
  record Wrong(
      @Schema(
              description = "A JSON pointer into the body; empty for the whole body",
              example = "/userId")
          String pointer,
      @Schema(description = "Stable and machine-readable", example = "missing") String code,
      @Schema(
              description = "What to send instead; it holds nothing of the body",
              example = "This member is required. Send it.")
          String message) {}

  @Schema(name = "Problem", description = "Why a request was refused (RFC 9457).")
  record ProblemDetails(
      @Schema(description = "Names the kind of problem", example = "urn:inlet:problem:missing")
          String type,
      @Schema(description = "The status in words", example = "Bad Request") String title,
      @Schema(description = "The status of the answer", example = "400") int status,
      @Schema(
              description = "What is wrong and what to do",
              example = "This member is required. Send it.")
          String detail,
      @Schema(description = "Stable and machine-readable", example = "missing") String code,
      @Schema(
              description = "The same as detail, where SDKs look for it",
              example = "This member is required. Send it.")
          String message,
      @Schema(description = "Each place of the body that is wrong") List<Wrong> errors) {}
}
