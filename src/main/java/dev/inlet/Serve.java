package dev.inlet;

import dev.inlet.ops.Drain;
import dev.inlet.ops.Streams;
import io.micronaut.context.ApplicationContext;
import io.micronaut.http.server.exceptions.ServerStartupException;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;

/** Takes events until it is asked to end. */
@Command(
    name = "serve",
    description = "Takes events and delivers them, until it is asked to end.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class)
final class Serve implements Runnable {
  @Override
  public void run() {
    var context = Boot.start(System.getenv());
    var server = started(context);
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(context), "drain"));
    System.out.println(Welcome.text(context.getBean(InletConfig.class), server));
    try {
      new CountDownLatch(1).await();
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static EmbeddedServer started(ApplicationContext context) {
    var server = context.getBean(EmbeddedServer.class);
    try {
      server.start();
    } catch (ServerStartupException failed) {
      throw Sentence.ofServer(failed, context.getBean(InletConfig.class).port());
    }
    context.getBean(Streams.class).start();
    return server;
  }

  /** A JVM that ends by a signal reports it as its status, whatever its hooks did; so it halts. */
  private static void end(ApplicationContext context) {
    context.getBean(Drain.class).run();
    Runtime.getRuntime().halt(0);
  }
}
