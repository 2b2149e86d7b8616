package io.ferryftp.cli;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The program: `ferry COMMAND [OPTIONS]`.
public final class Ferry implements Command {
  private static final String NAME = "ferry";
  private static final String HELP_SECTION = "help";
  private static final String SERVE = "serve";
  private static final String VERSION = "--version";

  private final Streams streams;

  /// What the program can do.
  ///
  /// @param help its page
  private record Part(String name, Function<Streams, Command> command, String help) {}

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
    int code = run(Streams.ofProcess(), args);
    // To return is to exit with 0, and sooner: an exit looks for a logger in every jar. All threads
    // of a client are daemons.
    if (serves || code != ExitCode.OK.number()) {
      System.exit(code);
    }
  }

  @Override
  public Options options() {
    return new Options();
  }

  /// `ferry` alone says what it can do.
  @Override
  public Integer call() {
    streams.out().print(HelpText.FERRY);
    return ExitCode.OK.number();
  }

  /// Runs one command.
  ///
  /// The parser learns that command alone: all of them would take longer than most of them run.
  ///
  /// @return the number of its [ExitCode]
  static int run(Streams streams, String... args) {
    Optional<Part> named =
        parts().stream().filter(part -> args.length > 0 && part.name().equals(args[0])).findFirst();
    return named.isPresent()
        ? line(named.get(), NAME + " " + args[0], streams)
            .execute(Arrays.copyOfRange(args, 1, args.length))
        : commandLine(streams).execute(args);
  }

  /// The whole program.
  static CommandLine commandLine(Streams streams) {
    CommandLine ferry = line(new Part(NAME, Ferry::new, HelpText.FERRY), NAME, streams);
    for (Part part : parts()) {
      ferry.addSubcommand(part.name(), line(part, part.name(), streams));
    }
    return ferry;
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

  /// @param name what it is called in a sentence about a mistake
  private static CommandLine line(Part part, String name, Streams streams) {
    Command command = part.command().apply(streams);
    var spec = CommandSpec.wrapWithoutInspection(command).name(name).interpolateVariables(false);
    command.options().declare(spec);
    spec.addOption(OptionSpec.builder("--help").usageHelp(true).build())
        .addOption(OptionSpec.builder(VERSION).versionHelp(true).build())
        .versionProvider(() -> new String[] {versionLine()});
    spec.usageMessage()
        .sectionKeys(List.of(HELP_SECTION))
        .sectionMap(Map.of(HELP_SECTION, _ -> part.help()));
    var errors = new OneLineErrors(streams.err());
    return new CommandLine(spec)
        .setOut(writer(streams.out()))
        .setErr(writer(streams.err()))
        // '@' begins a directory's name as well as any other letter.
        .setExpandAtFiles(false)
        .setParameterExceptionHandler(errors)
        .setExecutionExceptionHandler(errors);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(stream, true, stream.charset());
  }

  private static String versionLine() {
    return NAME + " " + version() + " (Java " + Runtime.version() + ")";
  }

  /// This build's version.
  static String version() {
    return Optional.ofNullable(Ferry.class.getPackage().getImplementationVersion())
        .orElse("(development)");
  }
}
