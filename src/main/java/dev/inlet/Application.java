package dev.inlet;

import java.util.Objects;
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
public final class Application implements Runnable {
  static final int FAILED = 1;
  static final int UNUSABLE = 2;

  public static void main(String[] args) {
    System.exit(commands().execute(args));
  }

  static CommandLine commands() {
    var commands = new CommandLine(new Application());
    commands.setCaseInsensitiveEnumValuesAllowed(true);
    Objects.requireNonNull(commands.getSubcommands().get("serve"))
        .getCommandSpec()
        .usageMessage()
        .footer(Settings.help());
    commands.setExecutionExceptionHandler((failure, command, parsed) -> {
      command.getErr().println("inlet: " + failure.getMessage());
      return failure instanceof Unusable ? UNUSABLE : FAILED;
    });
    return commands;
  }

  @Override
  public void run() {
    new Serve().run();
  }
}
