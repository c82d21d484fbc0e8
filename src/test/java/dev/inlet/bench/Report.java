package dev.inlet.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** All that a comparison showed, to be kept. */
record Report(
    String at, Machine machine, List<Rate> rates, List<Timing> timings, List<Entrant.Kept> kept) {
  private static final ObjectMapper JSON =
      new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

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

  /** Writes it for programs, as a picture and as the tables of the documentation. */
  void write(Path folder) throws IOException {
    Files.createDirectories(folder);
    JSON.writeValue(folder.resolve("report.json").toFile(), this);
    Files.writeString(folder.resolve("speed.svg"), Picture.of(this));
    Files.writeString(folder.resolve("speed.md"), Tables.of(this));
  }

  /** Reads what was written for programs. */
  static Report read(Path folder) throws IOException {
    return JSON.readValue(folder.resolve("report.json").toFile(), Report.class);
  }
}
