package dev.inlet;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The program: {@code inlet}, and {@code inlet serve} when nothing else is said. */
@Command(
    name = "inlet",
    description = "Collects events over HTTP, durable on disk before it answers 200.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    subcommands = {
      Serve.class,
      DrainCommand.class,
      VerifyCommand.class,
      ReplayCommand.class,
      GenerateCommand.class,
      LakeCommand.class,
      TailCommand.class,
      RehearseCommand.class
    },
    footer = "%nWithout a command it serves. 'inlet serve --help' lists the settings.")
public final class Application {
  static final int FAILED = 1;
  static final int UNUSABLE = 2;

  private static final List<List<String>> TO_SERVE = List.of(List.of(), List.of("serve"));

  public static void main(String[] args) {
    System.exit(TO_SERVE.contains(Arrays.asList(args)) ? serve() : commands().execute(args));
  }

  /**
   * What it is started for most often, without the commands: to describe them takes a fifth of the
   * start.
   */
  private static int serve() {
    try {
      new Serve().run();
      return 0;
    } catch (RuntimeException failure) {
      return told(failure, System.err::println);
    }
  }

  static CommandLine commands() {
    var commands = new CommandLine(new Application());
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    Objects.requireNonNull(commands.getSubcommands().get("serve"))
        .getCommandSpec()
        .usageMessage()
        .footer(Settings.help());
    commands.setExecutionExceptionHandler(
        (failure, command, parsed) -> told(failure, command.getErr()::println));
    return commands;
  }

  private static int told(Exception failure, Consumer<String> err) {
    err.accept("inlet: " + failure.getMessage());
    return failure instanceof Unusable ? UNUSABLE : FAILED;
  }
}
