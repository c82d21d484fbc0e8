package dev.inlet;

import dev.inlet.console.Access;
import dev.inlet.delivery.firehose.FirehoseConfig;
import dev.inlet.delivery.s3.S3Config;
import dev.inlet.ledger.LedgerMirror;
import dev.inlet.ops.Drain;
import dev.inlet.ops.Streams;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine.Command;

/** Takes events until it is asked to end. */
@Command(
    name = "serve",
    description = "Takes events and delivers them, until it is asked to end.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Serve implements Runnable {
  private static final Logger LOG = LoggerFactory.getLogger(Serve.class);

  @Override
  public void run() {
    var context = Boot.start(System.getenv());
    var server = started(context);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(context), "drain"));
    welcome(context, server);
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  /** Starts the server, and all that goes on by itself. */
  static EmbeddedServer started(ApplicationContext context) {
    var server = context.getBean(EmbeddedServer.class);
    try {
      server.start();
    } catch (ServerStartupException failed) {
      throw Sentence.ofServer(failed);
    }
    context.getBean(Streams.class).start();
    context.getBean(LakeSchedule.class).start();
    return server;
  }

  /** Who reads logs by machine is welcomed in a line of the log. */
  private static void welcome(ApplicationContext context, EmbeddedServer server) {
    var config = context.getBean(InletConfig.class);
    var destination =
        Welcome.destination(
            config, context.getBean(FirehoseConfig.class), context.getBean(S3Config.class));
    if (context.getBean(LogConfig.class).isForPeople()) {
      var isWatched = context.getBean(Access.class).isOn();
      System.out.println(Welcome.text(config, destination, server, isWatched));
    } else {
      LOG.info(
          "Inlet {} takes events on port {} and delivers them to {}: {}",
          Version.text(),
          server.getPort(),
          config.sink(),
          destination);
    }
  }

  /**
   * A JVM that ends by a signal reports it as its status, whatever its hooks did; so it halts. What
   * could not be delivered is noted again by who delivers it.
   */
  private static void end(ApplicationContext context) {
    context.getBean(LakeSchedule.class).close();
    context.getBean(LakeAnalyst.class).close();
    if (context.getBean(Drain.class).run()) {
      context.getBean(LedgerMirror.class).finish();
    }
    Runtime.getRuntime().halt(0);
  }
}
