package io.ferryftp.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// The options and arguments of a command, or of a part of several commands, as the parser knows
/// them.
///
/// It would read them from annotations as well, by reflection: that took a start a third of its
/// time.
final class Options {
  private final List<ArgSpec> specs = new ArrayList<>();

  /// An option without a value.
  Option<Boolean> flag(String name) {
    return add(OptionSpec.builder(name).type(boolean.class).initialValue(false).build());
  }

  /// An option with a value.
  ///
  /// @param standard what stands for it when it is not given
  Option<String> text(String name, String label, String standard) {
    return add(text(name).paramLabel(label).initialValue(standard).build());
  }

  /// An option with a value, for which nothing stands.
  Option<Optional<String>> text(String name, String label) {
    return addOptional(text(name).paramLabel(label).build());
  }

  /// An option with a value that may be given again and again.
  Option<List<String>> texts(String name, String label) {
    return add(
        OptionSpec.builder(name)
            .paramLabel(label)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .build());
  }

  /// The only argument, which may be missing.
  Option<Optional<String>> argument(String label) {
    return addOptional(textAt(0, "0..1").paramLabel(label).build());
  }

  /// An argument that has to be there.
  ///
  /// @param index its place among the arguments, from 0
  Option<String> argument(int index, String label) {
    return add(textAt(index, "1").paramLabel(label).required(true).initialValue("").build());
  }

  /// All arguments, at least one.
  Option<List<String>> arguments(String label) {
    return add(
        PositionalParamSpec.builder()
            .index("0..*")
            .arity("1..*")
            .required(true)
            .paramLabel(label)
            .type(List.class)
            .auxiliaryTypes(String.class)
            .initialValue(List.of())
            .build());
  }

  /// Everything that a part of the command understands.
  void addAll(Options part) {
    specs.addAll(part.specs);
  }

  /// Tells the parser.
  void declare(CommandSpec command) {
    specs.forEach(command::add);
  }

  private static OptionSpec.Builder text(String name) {
    return OptionSpec.builder(name).type(String.class);
  }

  private static PositionalParamSpec.Builder textAt(int index, String arity) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(index))
        .arity(arity)
        .type(String.class);
  }

  private <T> Option<T> add(ArgSpec spec) {
    specs.add(spec);
    return spec::getValue;
  }

  private Option<Optional<String>> addOptional(ArgSpec spec) {
    specs.add(spec);
    return () -> Optional.ofNullable(spec.getValue());
  }
}
