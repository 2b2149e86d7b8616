package io.ferryftp.testkit.script;

import io.ferryftp.protocol.address.HostPort;
import io.ferryftp.protocol.text.WireText;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The text of a line of a transcript: what is sent, or what is to be matched.
///
/// | written | as it is sent | as it is matched |
/// |---|---|---|
/// | `\r` `\n` `\t` `\\` `\{` `\}` `\xNN` | that octet | that octet |
/// | `\` at the end | without CR LF behind it | |
/// | `{any}` or `{any:TEXT}` | `any` or TEXT | any text |
/// | `{port}` | the port of the sender's data listener | a decimal number |
/// | `{address}` | its address | an address |
/// | `{hostport}` | both as in PORT: `h1,h2,h3,h4,p1,p2` | six numbers |
/// | `{octets N}` | N octets of [PatternOctets] | the same |
/// | `{N times TEXT}` | TEXT, N times | the same |
///
/// @param parts in their order
/// @param end what follows them
public record Template(List<Part> parts, LineEnd end) {
  private static final Pattern OCTETS = Pattern.compile("octets (\\d{1,18})");
  private static final Pattern TIMES =
      Pattern.compile("(\\d{1,9}) times (.+)", Pattern.DOTALL | Pattern.MULTILINE);

  /// What stands behind the text.
  public enum LineEnd {
    CR_LF,
    NONE
  }

  /// A piece of the text.
  public sealed interface Part {}

  /// Text as it stands, octets as [WireText].
  public record Literal(String text) implements Part {}

  /// Any text.
  ///
  /// @param example what is sent
  public record Any(String example) implements Part {
    static final String DEFAULT = "any";
  }

  /// What is known only when it is played.
  public enum Place implements Part {
    PORT("port", "\\d{1,5}"),
    ADDRESS("address", "[0-9A-Fa-f:.]+"),
    HOST_PORT("hostport", "\\d{1,3}(?:,\\d{1,3}){5}");

    private final String word;
    private final String pattern;

    Place(String word, String pattern) {
      this.word = word;
      this.pattern = pattern;
    }
  }

  /// Octets of [PatternOctets].
  public record Octets(long count) implements Part {}

  /// A text over and over.
  public record Times(long count, String text) implements Part {}

  public Template {
    parts = List.copyOf(parts);
  }

  /// Reads the text behind `C> `, `S> ` or `D> `; the inverse of [#format].
  ///
  /// @throws IllegalArgumentException for an escape or a placeholder that does not exist
  public static Template parse(String text) {
    var parts = new ArrayList<Part>();
    var octets = new ByteArrayOutputStream();
    int at = 0;
    while (at < text.length()) {
      char c = text.charAt(at);
      if (c == '{') {
        int close = closing(text, at);
        addLiteral(parts, octets);
        parts.add(placeholder(text.substring(at + 1, close)));
        at = close + 1;
      } else if (c == '\\' && at + 1 == text.length()) {
        addLiteral(parts, octets);
        return new Template(parts, LineEnd.NONE);
      } else {
        at = Escapes.take(text, at, octets);
      }
    }
    addLiteral(parts, octets);
    return new Template(parts, LineEnd.CR_LF);
  }

  /// The text as it is written.
  public String format() {
    var out = new StringBuilder();
    for (Part part : parts) {
      switch (part) {
        case Literal(String text) -> out.append(Escapes.format(text));
        case Any(String example) ->
            out.append(
                example.equals(Any.DEFAULT) ? "{any}" : "{any:" + Escapes.format(example) + "}");
        case Place place -> out.append('{').append(place.word).append('}');
        case Octets(long count) -> out.append("{octets ").append(count).append('}');
        case Times(long count, String text) ->
            out.append('{')
                .append(count)
                .append(" times ")
                .append(Escapes.format(text))
                .append('}');
      }
    }
    if (!out.isEmpty() && out.charAt(out.length() - 1) == ' ') {
      out.replace(out.length() - 1, out.length(), "\\x20");
    }
    return end == LineEnd.NONE ? out.append('\\').toString() : out.toString();
  }

  /// Whether it names the sender's data listener.
  boolean namesDataPort() {
    return parts.stream().anyMatch(Place.class::isInstance);
  }

  /// Whether some of it may be anything.
  boolean isOpen() {
    return parts.stream().anyMatch(part -> part instanceof Any || part instanceof Place);
  }

  /// The octets to send, with the line end.
  ///
  /// @param listener the sender's data listener, for the places
  InputStream stream(InetSocketAddress listener) {
    var streams = new ArrayList<InputStream>();
    for (Part part : parts) {
      streams.add(
          switch (part) {
            case Literal(String text) -> octets(text);
            case Any(String example) -> octets(example);
            case Place place -> octets(fill(place, listener));
            case Octets(long count) -> PatternOctets.stream(count);
            case Times(long count, String text) -> {
              byte[] unit = WireText.encode(text);
              yield PatternOctets.repeated(unit, Math.multiplyExact(count, (long) unit.length));
            }
          });
    }
    if (end == LineEnd.CR_LF) {
      streams.add(octets("\r\n"));
    }
    return new SequenceInputStream(Collections.enumeration(streams));
  }

  /// Whether this line, without its line end, is one of those that are meant.
  boolean matches(String line) {
    var pattern = new StringBuilder();
    for (Part part : parts) {
      pattern.append(
          switch (part) {
            case Literal(String text) -> Pattern.quote(text);
            case Any _ -> "[^\n]*";
            case Place place -> place.pattern;
            case Octets _, Times _ -> Pattern.quote(text(part));
          });
    }
    return Pattern.compile(pattern.toString()).matcher(line).matches();
  }

  private static String text(Part part) {
    var alone = new Template(List.of(part), LineEnd.NONE);
    try (InputStream octets = alone.stream(new InetSocketAddress(0))) {
      return WireText.decode(octets.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String fill(Place place, InetSocketAddress listener) {
    return switch (place) {
      case PORT -> String.valueOf(listener.getPort());
      case ADDRESS -> listener.getAddress().getHostAddress();
      case HOST_PORT ->
          listener.getAddress() instanceof Inet4Address host
              ? new HostPort(host, listener.getPort()).format()
              : "0,0,0,0," + (listener.getPort() >> 8) + "," + (listener.getPort() & 0xFF);
    };
  }

  private static InputStream octets(String text) {
    return new ByteArrayInputStream(WireText.encode(text));
  }

  private static Part placeholder(String words) {
    for (Place place : Place.values()) {
      if (words.equals(place.word)) {
        return place;
      }
    }
    if (words.equals("any")) {
      return new Any(Any.DEFAULT);
    }
    if (words.startsWith("any:")) {
      return new Any(Escapes.parse(words.substring("any:".length())));
    }
    Matcher octets = OCTETS.matcher(words);
    if (octets.matches()) {
      return new Octets(Long.parseLong(octets.group(1)));
    }
    Matcher times = TIMES.matcher(words);
    if (times.matches()) {
      return new Times(Long.parseLong(times.group(1)), Escapes.parse(times.group(2)));
    }
    throw new IllegalArgumentException(
        "there is no placeholder {%s}; a brace that is meant is \\{".formatted(words));
  }

  /// Where the brace closes that opens at `open`.
  private static int closing(String text, int open) {
    for (int i = open + 1; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\\') {
        i++;
      } else if (c == '}') {
        return i;
      }
    }
    throw new IllegalArgumentException("a brace is not closed; one that is meant is \\{");
  }

  private static void addLiteral(List<Part> parts, ByteArrayOutputStream octets) {
    if (octets.size() > 0) {
      parts.add(new Literal(WireText.decode(octets.toByteArray())));
      octets.reset();
    }
  }
}
