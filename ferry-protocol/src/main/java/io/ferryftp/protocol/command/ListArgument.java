package io.ferryftp.protocol.command;

import java.util.EnumSet;
import java.util.Set;

/// The argument of LIST, NLST and STAT: options, then at most one pathname.
///
/// Words in front that begin with `-` are options, as clients have sent them since BSD; letters
/// that are no [ListOption] are ignored. `--` ends the options, and a lone `-` is a pathname.
///
/// @param options immutable
/// @param pathname verbatim with its spaces; empty for the working directory, or for STAT the
///   session
public record ListArgument(Set<ListOption> options, String pathname) {
  public ListArgument {
    options = Set.copyOf(options);
  }

  /// No options and no pathname.
  public static final ListArgument NONE = new ListArgument(Set.of(), "");

  /// A pathname without options.
  public static ListArgument of(String pathname) {
    return new ListArgument(Set.of(), pathname);
  }

  /// The options and the pathname of an argument; everything has a meaning. One pass, whatever the
  /// argument is.
  public static ListArgument parse(String argument) {
    var options = EnumSet.noneOf(ListOption.class);
    int start = 0;
    boolean ended = false;
    while (!ended && start < argument.length() && argument.charAt(start) == '-') {
      int space = argument.indexOf(' ', start);
      int end = space < 0 ? argument.length() : space;
      if (end - start == 1) {
        break;
      }
      ended = end - start == 2 && argument.charAt(start + 1) == '-';
      for (int i = start + 1; i < end; i++) {
        ListOption.of(argument.charAt(i)).ifPresent(options::add);
      }
      start = Math.min(end + 1, argument.length());
    }
    return new ListArgument(options, argument.substring(start));
  }

  /// The argument that [#parse] reads as this.
  public String format() {
    var out = new StringBuilder(pathname.length() + 10);
    for (ListOption option : ListOption.values()) {
      if (options.contains(option)) {
        out.append(out.isEmpty() ? "-" : "").append(option.letter());
      }
    }
    if (!out.isEmpty() && !pathname.isEmpty()) {
      out.append(' ');
    }
    if (pathname.startsWith("-")) {
      out.append("-- ");
    }
    return out.append(pathname).toString();
  }
}
