package dev.inlet.console;

import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Error;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.http.sse.Event;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.swagger.v3.oas.annotations.Hidden;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * The same as the page, for tests and scripts. What takes longer than a moment keeps off the event
 * loops.
 */
@Hidden
@Controller(value = "/debug", port = "${inlet.management-port:}")
@Produces(MediaType.APPLICATION_JSON)
final class Debug {
  private static final int LIMIT = 100;

  private final Watch watch;
  private final Feeds feeds;
  private final Pipeline pipeline;

  Debug(Watch watch, Feeds feeds, Pipeline pipeline) {
    this.watch = watch;
    this.feeds = feeds;
    this.pipeline = pipeline;
  }

  @Get("/summary")
  String summary() {
    return Json.of(watch.recentCounts(), watch.since());
  }

  @Post("/reset")
  String reset() {
    watch.reset();
    return summary();
  }

  @Get("/events")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> events(
      @QueryValue @Nullable String filter,
      @QueryValue @Nullable String verdict,
      @QueryValue(defaultValue = "" + LIMIT) int limit) {
    return newest(Filter.of(filter, verdict), limit);
  }

  @Get("/good")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> good(
      @QueryValue @Nullable String filter, @QueryValue(defaultValue = "" + LIMIT) int limit) {
    return newest(Filter.of(filter, "good"), limit);
  }

  @Get("/bad")
  @ExecuteOn(TaskExecutors.BLOCKING)
  HttpResponse<?> bad(
      @QueryValue @Nullable String filter, @QueryValue(defaultValue = "" + LIMIT) int limit) {
    return newest(Filter.of(filter, "bad"), limit);
  }

  private HttpResponse<?> newest(Filter filter, int limit) {
    if (limit < 1 || limit > Ring.EVENTS_MAX) {
      throw new IllegalArgumentException("The query's limit can be 1 to " + Ring.EVENTS_MAX + ".");
    }
    return HttpResponse.ok(Json.array(watch.newest(filter, limit)));
  }

  @Get("/pipeline")
  String pipeline() {
    return pipeline.json();
  }

  /**
   * Events as they come; nobody on the way may gather them to compress them.
   *
   * @param last how many of those before are wanted, too
   * @param after the id of the last that was seen, for who can't send the header
   */
  @Get("/stream")
  @Produces(MediaType.TEXT_EVENT_STREAM)
  HttpResponse<Publisher<Event<String>>> stream(
      @QueryValue @Nullable String filter,
      @QueryValue @Nullable String verdict,
      @QueryValue(defaultValue = "0") int last,
      @QueryValue @Nullable String after,
      @Header("Last-Event-ID") @Nullable String lastEventId) {
    return HttpResponse.ok(
            feeds.open(Filter.of(filter, verdict), last, lastEventId == null ? after : lastEventId))
        .header(HttpHeaders.CONTENT_ENCODING, "identity")
        .header("X-Accel-Buffering", "no");
  }

  @Error(IllegalArgumentException.class)
  HttpResponse<?> refuse(IllegalArgumentException refused) {
    return No.query(String.valueOf(refused.getMessage())).answer();
  }

  @Error(Feeds.Crowded.class)
  HttpResponse<?> refuse(Feeds.Crowded crowded) {
    return No.crowded("Too many streams are open. Close one of them.").answer();
  }
}
