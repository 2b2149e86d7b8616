package io.ferryftp.cli;

import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.text.WireText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The file `.netrc`: who logs in where, and how. The words are those of ftp(1): `machine`,
/// `default`, `login`, `password`, `account` and `macdef`, whose lines are skipped. Words may be
/// quoted; `#` at the beginning of a line makes it a comment.
final class Netrc {
  /// A longer file is none.
  static final int MAX_OCTETS = 1 << 20;

  private final List<Entry> entries;

  /// One entry of the file.
  ///
  /// @param host in lower case; empty: every host that has no entry above
  record Entry(
      Optional<String> host,
      Optional<String> user,
      Optional<Secret> password,
      Optional<Secret> account) {
    private boolean isFor(String asked, Optional<String> wanted) {
      return host.map(asked.toLowerCase(Locale.ROOT)::equals).orElse(true)
          && (wanted.isEmpty() || user.isEmpty() || user.equals(wanted));
    }
  }

  private Netrc(List<Entry> entries) {
    this.entries = entries;
  }

  /// A file without entries.
  static Netrc empty() {
    return new Netrc(List.of());
  }

  /// Reads the file's content.
  ///
  /// @throws MistakeException if it is no such file; the message repeats nothing of it
  static Netrc parse(byte[] content) throws MistakeException {
    return new Netrc(new Reader(WireText.decode(content)).read());
  }

  /// The first entry for this host, and for this user if one is wanted.
  Optional<Entry> entry(String host, Optional<String> user) {
    return entries.stream().filter(entry -> entry.isFor(host, user)).findFirst();
  }

  private static final class Reader {
    private final String text;
    private int next;
    private int line = 1;

    Reader(String text) {
      this.text = text;
    }

    List<Entry> read() throws MistakeException {
      var entries = new ArrayList<Entry>();
      Optional<String> word = word();
      while (word.isPresent()) {
        switch (word.get()) {
          case "machine" -> {
            String host = value("machine").toLowerCase(Locale.ROOT);
            entries.add(
                new Entry(Optional.of(host), Optional.empty(), Optional.empty(), Optional.empty()));
          }
          case "default" ->
              entries.add(
                  new Entry(
                      Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()));
          case "login", "password", "account" -> set(entries, word.get());
          case "macdef" -> skipMacro();
          // The word itself may be a password that lost its place.
          default ->
              throw wrong("a word that is none of machine, default, login, password, account");
        }
        word = word();
      }
      return List.copyOf(entries);
    }

    private void set(List<Entry> entries, String word) throws MistakeException {
      String value = value(word);
      if (entries.isEmpty()) {
        throw wrong(word + " stands in front of the first machine");
      }
      Entry last = entries.removeLast();
      entries.add(
          switch (word) {
            case "login" -> new Entry(last.host, Optional.of(value), last.password, last.account);
            case "password" ->
                new Entry(last.host, last.user, Optional.of(Secret.of(value)), last.account);
            default ->
                new Entry(last.host, last.user, last.password, Optional.of(Secret.of(value)));
          });
    }

    private String value(String word) throws MistakeException {
      return word().orElseThrow(() -> wrong("nothing behind " + word));
    }

    private Optional<String> word() throws MistakeException {
      skipBlanks();
      if (next == text.length()) {
        return Optional.empty();
      }
      if (text.charAt(next) == '"') {
        return Optional.of(quoted());
      }
      int start = next;
      while (next < text.length() && !isBlank(text.charAt(next))) {
        next++;
      }
      return Optional.of(text.substring(start, next));
    }

    private String quoted() throws MistakeException {
      var out = new StringBuilder();
      for (next++; next < text.length() && text.charAt(next) != '\n'; next++) {
        char c = text.charAt(next);
        if (c == '"') {
          next++;
          return out.toString();
        }
        if (c == '\\' && next + 1 < text.length() && text.charAt(next + 1) != '\n') {
          next++;
          c = text.charAt(next);
        }
        out.append(c);
      }
      throw wrong("a '\"' that is not closed");
    }

    private void skipBlanks() {
      while (next < text.length()) {
        char c = text.charAt(next);
        if (c == '#' && (next == 0 || text.charAt(next - 1) == '\n')) {
          int end = text.indexOf('\n', next);
          next = end < 0 ? text.length() : end;
        } else if (isBlank(c)) {
          line += c == '\n' ? 1 : 0;
          next++;
        } else {
          return;
        }
      }
    }

    private void skipMacro() {
      int end = text.indexOf("\n\n", next);
      int stop = end < 0 ? text.length() : end + 2;
      line += (int) text.substring(next, stop).chars().filter(c -> c == '\n').count();
      next = stop;
    }

    private static boolean isBlank(char c) {
      return c == ' ' || c == '\t' || c == '\n' || c == '\r';
    }

    private MistakeException wrong(String sentence) {
      return new MistakeException("line %d: %s".formatted(line, sentence));
    }
  }
}
