package io.ferryftp.cli;

import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// Every failure in one line on standard error; only a fault of Ferry itself brings its stack
/// trace, and says that it is one.
final class OneLineErrors implements IParameterExceptionHandler, IExecutionExceptionHandler {
  private final PrintStream err;

  OneLineErrors(PrintStream err) {
    this.err = err;
  }

  @Override
  public int handleParseException(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    String wrong = sentence(mistake);
    String hint = command.getCommandSpec().qualifiedName() + " --help shows all";
    say(wrong + (wrong.endsWith("?") ? " " : "; ") + hint);
    return ExitCode.USAGE.number();
  }

  @Override
  public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) {
    if (failure instanceof MistakeException mistake) {
      say(String.valueOf(mistake.getMessage()));
      return ExitCode.USAGE.number();
    }
    say("this is a bug in Ferry, please report it with the lines below");
    failure.printStackTrace(err);
    return ExitCode.FAILURE.number();
  }

  private void say(String sentence) {
    err.println("ferry: " + sentence.lines().findFirst().orElse(""));
    err.flush();
  }

  /// What is wrong, without quoting a value: it could be a password that went astray.
  private static String sentence(ParameterException mistake) {
    return switch (mistake) {
      case UnmatchedArgumentException unmatched -> unmatched(unmatched);
      case MissingParameterException missing ->
          missing.getMissing().isEmpty()
              ? "a value is missing"
              : name(missing.getMissing().getFirst()) + " needs a value";
      case OverwrittenOptionException twice -> name(twice.getOverwritten()) + " is given twice";
      default ->
          Optional.ofNullable(mistake.getArgSpec())
              .map(spec -> name(spec) + ": this value cannot be used")
              .orElse("the command line cannot be read");
    };
  }

  private static String unmatched(UnmatchedArgumentException unmatched) {
    List<String> words = unmatched.getUnmatched();
    Optional<String> option =
        words.stream().filter(word -> word.startsWith("-")).map(OneLineErrors::key).findFirst();
    if (option.isPresent()) {
      return "unknown option " + option.get() + DidYouMean.among(options(unmatched), option.get());
    }
    var commands = unmatched.getCommandLine().getSubcommands().keySet();
    if (!commands.isEmpty() && !words.isEmpty()) {
      if (words.getFirst().contains("://")) { // It may hold a password.
        return "no command in front of the URL, such as ferry ls URL";
      }
      return "unknown command " + words.getFirst() + DidYouMean.among(commands, words.getFirst());
    }
    return "one argument too many";
  }

  private static List<String> options(UnmatchedArgumentException unmatched) {
    return unmatched.getCommandLine().getCommandSpec().options().stream()
        .map(CommandLine.Model.OptionSpec::longestName)
        .toList();
  }

  private static String name(CommandLine.Model.ArgSpec spec) {
    return spec instanceof CommandLine.Model.OptionSpec option
        ? option.longestName()
        : spec.paramLabel();
  }

  private static String key(String word) {
    int equals = word.indexOf('=');
    return equals < 0 ? word : word.substring(0, equals);
  }
}
