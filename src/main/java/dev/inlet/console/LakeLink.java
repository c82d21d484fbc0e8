package dev.inlet.console;

import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;

/** The short address of the page about the tables. */
@Hidden
@Controller(value = "/lake", port = "${inlet.management-port:}")
final class LakeLink {
  @Get
  HttpResponse<?> lead() {
    return HttpResponse.seeOther(URI.create("/console/lake"));
  }
}
