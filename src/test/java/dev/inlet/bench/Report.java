package dev.inlet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All that a comparison showed, to be kept. */
record Report(
    String at, Machine machine, List<Rate> rates, List<Timing> timings, List<Entrant.Kept> kept) {
  /**
   * What a server did with one kind of requests when as much was sent as it took.
   *
   * @param over the server that its ratio is to
   */
  record Rate(
      String server,
      Kind kind,
      double perCpuSecond,
      double perSecond,
      String over,
      Interval ratio,
      List<Run> runs) {

    static Rate of(Result result, int server) {
      var series = result.series().get(server);
      return new Rate(
          series.server(),
          series.kind(),
          series.median(Run::perCpuSecond),
          series.median(Run::perSecond),
          result.base(server).server(),
          result.ratio(server),
          series.runs());
    }
  }

  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    new ObjectMapper()
        .writerWithDefaultPrettyPrinter()
        .writeValue(folder.resolve("report.json").toFile(), this);
    Files.writeString(folder.resolve("speed.svg"), Picture.of(this));
  }
}
