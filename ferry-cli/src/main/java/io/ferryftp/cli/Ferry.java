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
    System.exit(commandLine(Streams.ofProcess()).execute(args));
  }

  /// `ferry` alone says what it can do.
  @Override
  public Integer call() {
    streams.out().print(HelpText.FERRY);
    return ExitCode.OK.number();
  }

  static CommandLine commandLine(Streams streams) {
    var ferry = new CommandLine(new Ferry(streams));
    speak(ferry, HelpText.FERRY);
    add(ferry, "serve", new ServeCommand(streams), HelpText.SERVE);
    add(ferry, "ls", new LsCommand(streams), ClientHelp.LS);
    add(ferry, "cat", new CatCommand(streams), ClientHelp.CAT);
    add(ferry, "get", new GetCommand(streams), ClientHelp.GET);
    add(ferry, "put", new PutCommand(streams), ClientHelp.PUT);
    add(ferry, "rm", new PathCommand(PathCommand.Operation.RM, streams), ClientHelp.RM);
    add(ferry, "mkdir", new PathCommand(PathCommand.Operation.MKDIR, streams), ClientHelp.MKDIR);
    add(ferry, "rmdir", new PathCommand(PathCommand.Operation.RMDIR, streams), ClientHelp.RMDIR);
    add(ferry, "mv", new MvCommand(streams), ClientHelp.MV);
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

  private static void add(CommandLine ferry, String name, Callable<Integer> command, String help) {
    var line = new CommandLine(command);
    ferry.addSubcommand(name, line);
    speak(line, help);
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
