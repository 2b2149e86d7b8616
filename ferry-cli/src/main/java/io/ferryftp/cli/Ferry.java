package io.ferryftp.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/// The program: `ferry COMMAND [OPTIONS]`.
@Command(name = "ferry")
public final class Ferry implements Callable<Integer> {
  private static final String HELP_SECTION = "help";

  private final Streams streams;

  private Ferry(Streams streams) {
    this.streams = streams;
  }

  /// Runs one command and exits.
  public static void main(String[] args) {
    var streams = new Streams(System.out, System.err, System.getenv());
    System.exit(commandLine(streams).execute(args));
  }

  /// `ferry` alone says what it can do.
  @Override
  public Integer call() {
    streams.out().print(HelpText.FERRY);
    return ExitCode.OK.number();
  }

  static CommandLine commandLine(Streams streams) {
    var serve = new CommandLine(new ServeCommand(streams));
    var ferry = new CommandLine(new Ferry(streams));
    ferry.addSubcommand("serve", serve);
    speak(ferry, HelpText.FERRY); // First: what it is told, its subcommands are told too.
    speak(serve, HelpText.SERVE);
    var errors = new OneLineErrors(streams.err());
    return ferry
        .setOut(writer(streams.out()))
        .setErr(writer(streams.err()))
        // '@' begins a directory's name as well as any other letter.
        .setExpandAtFiles(false)
        .setInterpolateVariables(false)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  private static void speak(CommandLine command, String help) {
    command.setHelpSectionKeys(List.of(HELP_SECTION));
    command.setHelpSectionMap(Map.of(HELP_SECTION, _ -> help));
    command
        .getCommandSpec()
        .addOption(OptionSpec.builder("--help").usageHelp(true).build())
        .addOption(OptionSpec.builder("--version").versionHelp(true).build())
        .version("ferry %s (Java %s)".formatted(version(), Runtime.version()));
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  /// This build's version.
  static String version() {
    return Optional.ofNullable(Ferry.class.getPackage().getImplementationVersion())
        .orElse("(development)");
  }
}
