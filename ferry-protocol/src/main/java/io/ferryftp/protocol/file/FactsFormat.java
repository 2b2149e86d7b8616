package io.ferryftp.protocol.file;

import io.ferryftp.protocol.reply.CommandSyntaxException;
import io.ferryftp.protocol.text.OctetLine;
import io.ferryftp.protocol.text.WireEncoding;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Entries of MLST and MLSD: `fact=value;fact=value; name` (RFC 3659 §7.2).
public final class FactsFormat {
  private static final String LINK = "OS.unix=slink";
  private static final String OTHER = "OS.unix=other";

  private FactsFormat() {}

  /// The entry of a file, without line end: what [#write] writes, and its name.
  ///
  /// @param shownName one line, verbatim to the end of the entry
  public static String format(
      FactsView facts, EntryRole role, List<Fact> wanted, String perm, String shownName) {
    var out = new OctetLine(WireEncoding.UTF_8);
    write(out, facts, role, wanted, perm);
    return out + shownName;
  }

  /// Writes the entry of a file up to where its name begins. A fact that is wanted and not known is
  /// left out, and so is one whose value an entry cannot hold (RFC 3659 §7.2): Size and Media-Type
  /// are for files, Create and Unique for storage that has them. Whom it belongs to is looked up
  /// only if wanted.
  ///
  /// @param wanted the facts to write, in this order
  /// @param perm the value of Perm (RFC 3659 §7.5.5)
  public static void write(
      OctetLine out, FactsView facts, EntryRole role, List<Fact> wanted, String perm) {
    boolean file = facts.type() == FileType.FILE;
    for (Fact fact : wanted) {
      switch (fact) {
        case TYPE -> begin(out, fact).ascii(type(facts.type(), role)).ascii(';');
        case SIZE -> {
          if (file) {
            begin(out, fact).number(facts.size(), 1, '0').ascii(';');
          }
        }
        case MODIFY -> {
          FtpTime.write(begin(out, fact), facts.modifiedSecond(), facts.modifiedNano());
          out.ascii(';');
        }
        case CREATE ->
            facts
                .created()
                .ifPresent(time -> {
                  FtpTime.write(begin(out, fact), time.getEpochSecond(), time.getNano());
                  out.ascii(';');
                });
        case PERM -> begin(out, fact).ascii(perm).ascii(';');
        case UNIQUE -> addIfFit(out, fact, facts.unique());
        case MEDIA_TYPE -> {
          if (file) {
            addIfFit(out, fact, MediaTypes.of(facts.name()));
          }
        }
        case UNIX_MODE -> octal(begin(out, fact), facts.mode());
        case UNIX_OWNER -> addIfFit(out, fact, facts.ownership().owner());
        case UNIX_GROUP -> addIfFit(out, fact, facts.ownership().group());
      }
    }
    out.ascii(' ');
  }

  /// The facts and the name of an entry; empty if it has no space and so no name. An MLST reply has
  /// one more space in front of the entry, which is not part of it.
  ///
  /// Tolerates facts that nobody knows, a missing `;` behind the last fact, which libunftp forgets,
  /// and spaces in the target of a link.
  public static Optional<ParsedEntry> parse(String line) {
    int space = line.indexOf(' ');
    if (space < 0) {
      return Optional.empty();
    }
    int last = line.lastIndexOf(';', space) + 1;
    if (last < space && line.substring(last, space).toLowerCase(Locale.ROOT).contains("slink:")) {
      int end = line.indexOf("; ", space);
      space = end < 0 ? space : end + 1;
    }
    var facts = new HashMap<String, String>();
    for (String fact : line.substring(0, space).split(";", -1)) {
      int equals = fact.indexOf('=');
      if (equals > 0) {
        facts.put(fact.substring(0, equals).toLowerCase(Locale.ROOT), fact.substring(equals + 1));
      }
    }
    return Optional.of(new ParsedEntry(facts, line.substring(space + 1)));
  }

  /// An entry as a server wrote it. A fact that is absent or makes no sense is empty.
  ///
  /// @param facts the values by the name of the fact in lower case
  /// @param name as the server shows it; for MLST usually a path
  public record ParsedEntry(Map<String, String> facts, String name) {
    public ParsedEntry {
      facts = Map.copyOf(facts);
    }

    /// What it is; a link whatever way the server writes one.
    public Optional<FileType> type() {
      return value(Fact.TYPE).map(type -> type.toLowerCase(Locale.ROOT)).map(ParsedEntry::typeOf);
    }

    /// What it is to the listed directory; [EntryRole#ENTRY] unless the server says otherwise.
    public EntryRole role() {
      return switch (value(Fact.TYPE).orElse("").toLowerCase(Locale.ROOT)) {
        case "cdir" -> EntryRole.CURRENT;
        case "pdir" -> EntryRole.PARENT;
        default -> EntryRole.ENTRY;
      };
    }

    /// In octets, never negative.
    public OptionalLong size() {
      try {
        long size = Long.parseLong(value(Fact.SIZE).orElse("-1"));
        return size < 0 ? OptionalLong.empty() : OptionalLong.of(size);
      } catch (NumberFormatException e) {
        return OptionalLong.empty();
      }
    }

    public Optional<Instant> modified() {
      return time(Fact.MODIFY);
    }

    /// When it was made.
    public Optional<Instant> created() {
      return time(Fact.CREATE);
    }

    private Optional<Instant> time(Fact fact) {
      try {
        Optional<String> text = value(fact);
        return text.isEmpty() ? Optional.empty() : Optional.of(FtpTime.parse(text.get()));
      } catch (CommandSyntaxException e) {
        return Optional.empty();
      }
    }

    public Optional<String> perm() {
      return value(Fact.PERM);
    }

    public Optional<String> unique() {
      return value(Fact.UNIQUE);
    }

    /// What kind of content it has, in the words of RFC 2046.
    public Optional<String> mediaType() {
      return value(Fact.MEDIA_TYPE);
    }

    /// Whom it belongs to, as the server says it: a name or a number.
    public Optional<String> owner() {
      return value(Fact.UNIX_OWNER);
    }

    /// Which group it belongs to, as the server says it: a name or a number.
    public Optional<String> group() {
      return value(Fact.UNIX_GROUP);
    }

    /// The permission bits, 0 to 07777.
    public OptionalInt mode() {
      try {
        int mode = Integer.parseInt(value(Fact.UNIX_MODE).orElse("-1"), 8);
        return mode < 0 ? OptionalInt.empty() : OptionalInt.of(mode & 07777);
      } catch (NumberFormatException e) {
        return OptionalInt.empty();
      }
    }

    /// Where a link points to, if the server tells.
    public Optional<String> linkTarget() {
      String type = value(Fact.TYPE).orElse("");
      int colon = type.indexOf(':');
      return colon < 0 || !type.toLowerCase(Locale.ROOT).startsWith("os.unix=s")
          ? Optional.empty()
          : Optional.of(type.substring(colon + 1));
    }

    private Optional<String> value(Fact fact) {
      return Optional.ofNullable(facts.get(fact.word().toLowerCase(Locale.ROOT)));
    }

    private static FileType typeOf(String type) {
      return switch (type) {
        case "file" -> FileType.FILE;
        case "dir", "cdir", "pdir" -> FileType.DIRECTORY;
        default ->
            // "OS.unix=slink:target" is in the RFC; "symlink" is what some servers write.
            type.startsWith("os.unix=slink") || type.startsWith("os.unix=symlink")
                ? FileType.LINK
                : FileType.OTHER;
      };
    }
  }

  private static OctetLine begin(OctetLine out, Fact fact) {
    return out.ascii(fact.word()).ascii('=');
  }

  private static void addIfFit(OctetLine out, Fact fact, Optional<String> value) {
    if (value.isPresent() && fits(value.get())) {
      begin(out, fact).ascii(value.get()).ascii(';');
    }
  }

  private static String type(FileType type, EntryRole role) {
    return switch (role) {
      case CURRENT -> "cdir";
      case PARENT -> "pdir";
      case ENTRY ->
          switch (type) {
            case FILE -> "file";
            case DIRECTORY -> "dir";
            case LINK -> LINK;
            case OTHER -> OTHER;
          };
    };
  }

  /// Whether a value can stand in an entry: RFC 3659 §7.2 allows neither space nor `;`.
  private static boolean fits(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c >= 0x7F || c == ';') {
        return false;
      }
    }
    return true;
  }

  private static void octal(OctetLine out, int mode) {
    for (int shift = 9; shift >= 0; shift -= 3) {
      out.ascii((char) ('0' + (mode >> shift & 7)));
    }
    out.ascii(';');
  }
}
