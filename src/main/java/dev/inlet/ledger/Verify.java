package dev.inlet.ledger;

import dev.inlet.delivery.RawObjects;
import dev.inlet.spool.Disk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What {@code inlet verify} does.
 *
 * @param from the first hour of receipt that is looked at, as any time in it; null for the first
 * @param to a time after the last hour of receipt that is looked at; null for the last
 * @param asJson whether the report is for programs
 */
public record Verify(@Nullable Instant from, @Nullable Instant to, boolean asJson) {
  /**
   * What came of it.
   *
   * @param agrees whether all that was acknowledged is there
   */
  public record Result(boolean agrees, String report) {}

  /**
   * Reads what is there, and changes nothing.
   *
   * @param data the folder of the spool and of the ledger
   * @param progress is told how far it got
   */
  public Result run(Path data, RawObjects lake, Consumer<String> progress) throws IOException {
    var scope = Scope.between(from, to);
    var verdict =
        new Verification(data, lake, Disk.real(), scope, Clock.systemUTC(), progress).run();
    return new Result(verdict.agrees(), asJson ? Report.json(verdict) : Report.text(verdict));
  }
}
