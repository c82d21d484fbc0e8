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
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;

/**
 * The contract, for the published OpenAPI file alone: {@link Collect} answers these calls from
 * their raw bytes, without databind.
 */
@OpenAPIDefinition(
    info =
        @Info(
            title = "Inlet",
            version = "1.0",
            description = "Collects events, durable on disk before it answers 200.",
            license = @License(name = "Apache-2.0")))
@Controller
interface TrackingApi {
  @Operation(summary = "Log events of one user")
  @Post("/track")
  @Consumes("application/json")
  Taken track(@Body TrackBody body);

  @Operation(summary = "Link two ids of the same person")
  @Post("/alias")
  Taken alias(@Body AliasBody body);

  @Operation(summary = "Store attributes of a person")
  @Post("/profile")
  Taken profile(@Body ProfileBody body);

  record Taken(String requestId, int accepted) {}
}
