package io.ferryftp.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/// The program: `ferry COMMAND [OPTIONS]`.
@Command(name = "ferry")
public final class Ferry implements Callable<Integer> {
  private static final String HELP_SECTION = "help";
  private static final String SERVE = "serve";
  private static final String VERSION = "--version";

  private final Streams streams;

  /// What the program can do.
  ///
  /// @param help its page
  private record Part(String name, Function<Streams, Callable<Integer>> command, String help) {}

  private Ferry(Streams streams) {
    this.streams = streams;
  }

  /// Runs one command and exits.
  public static void main(String[] args) {
    if (args.length == 1 && args[0].equals(VERSION)) {
      System.out.println(versionLine()); // Scripts ask for it again and again.
      return;
    }
    boolean serves = args.length > 0 && args[0].equals(SERVE);
    if (serves) {
      Preparations.begin();
    }
    int code = commandLine(Streams.ofProcess(), args).execute(args);
    // To return is to exit with 0, and sooner: an exit looks for a logger in every jar. All threads
    // of a client are daemons.
    if (serves || code != ExitCode.OK.number()) {
      System.exit(code);
    }
  }

  /// `ferry` alone says what it can do.
  @Override
  public Integer call() {
    streams.out().print(HelpText.FERRY);
    return ExitCode.OK.number();
  }

  /// The whole program.
  static CommandLine commandLine(Streams streams) {
    return commandLine(streams, parts());
  }

  /// As much of it as these arguments need: reading what every command knows takes longer than most
  /// commands do.
  static CommandLine commandLine(Streams streams, String[] args) {
    List<Part> named =
        Stream.of(args)
            .limit(1)
            .flatMap(name -> parts().stream().filter(part -> part.name().equals(name)))
            .toList();
    return named.isEmpty() ? commandLine(streams) : commandLine(streams, named);
  }

  private static List<Part> parts() {
    return List.of(
        new Part(SERVE, ServeCommand::new, HelpText.SERVE),
        new Part("ls", LsCommand::new, ClientHelp.LS),
        new Part("cat", CatCommand::new, ClientHelp.CAT),
        new Part("get", GetCommand::new, ClientHelp.GET),
        new Part("put", PutCommand::new, ClientHelp.PUT),
        new Part("rm", s -> new PathCommand(PathCommand.Operation.RM, s), ClientHelp.RM),
        new Part("mkdir", s -> new PathCommand(PathCommand.Operation.MKDIR, s), ClientHelp.MKDIR),
        new Part("rmdir", s -> new PathCommand(PathCommand.Operation.RMDIR, s), ClientHelp.RMDIR),
        new Part("mv", MvCommand::new, ClientHelp.MV));
  }

  private static CommandLine commandLine(Streams streams, List<Part> parts) {
    var ferry = new CommandLine(new Ferry(streams));
    speak(ferry, HelpText.FERRY);
    for (Part part : parts) {
      var line = new CommandLine(part.command().apply(streams));
      ferry.addSubcommand(part.name(), line);
      speak(line, part.help());
    }
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
        .addOption(OptionSpec.builder(VERSION).versionHelp(true).build())
        .version(versionLine());
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private static String versionLine() {
    return "ferry " + version() + " (Java " + Runtime.version() + ")";
  }

  /// This build's version.
  static String version() {
    return Optional.ofNullable(Ferry.class.getPackage().getImplementationVersion())
        .orElse("(development)");
  }
}
