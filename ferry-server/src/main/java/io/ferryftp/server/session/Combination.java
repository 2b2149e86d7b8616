package io.ferryftp.server.session;

import static io.ferryftp.protocol.command.Verb.APPE;
import static io.ferryftp.protocol.command.Verb.LIST;
import static io.ferryftp.protocol.command.Verb.MLSD;
import static io.ferryftp.protocol.command.Verb.NLST;
import static io.ferryftp.protocol.command.Verb.RETR;
import static io.ferryftp.protocol.command.Verb.STOR;
import static io.ferryftp.protocol.command.Verb.STOU;
import static io.ferryftp.protocol.data.FileStructure.FILE;
import static io.ferryftp.protocol.data.FileStructure.RECORD;

import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.data.FileStructure;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.data.TransferParameters;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What goes together of TYPE, STRU, MODE, REST, RANG and the verb that moves data: one row each
/// for what is done in one way. What no row allows is refused with 504 by the verb, before 150,
/// because the parameters come one by one and in any order.
///
/// A row says: structure, types, modes, verbs, and whether only whole files go or what else. Rows
/// do not overlap.
// The checker knows its own immutable types only: a set that Set.of made is one too.
@SuppressWarnings("ImmutableEnumChecker")
enum Combination {
  /// Octets as they are: in clear the kernel sends them (`sendfile`).
  OCTETS(FILE, "I", "S", files(), Part.WHOLE, Part.REST, Part.RANG),
  /// Text in other characters, octet by octet.
  EBCDIC(FILE, "E", "S", files(), Part.WHOLE, Part.REST, Part.RANG),
  /// Text whose lines get other ends, so that a piece may begin and end within one.
  TEXT(FILE, "A", "S", files(), Part.WHOLE, Part.REST),
  /// With an offset it is STOR (RFC 3659 §5.3).
  APPENDING(FILE, "AEI", "S", Set.of(APPE), Part.WHOLE, Part.REST),
  /// A new file has nothing to restart.
  UNIQUE(FILE, "AEI", "S", Set.of(STOU), Part.WHOLE),
  /// Blocks, compressed strings or a zlib stream.
  FRAMED(FILE, "AEI", "BCZ", files(), Part.WHOLE),
  FRAMED_ADDITION(FILE, "AEI", "BCZ", additions(), Part.WHOLE),
  /// Records are lines of text, so there are none in type I; nor in mode Z, which has no code for
  /// the end of one.
  RECORDS(RECORD, "AE", "SBC", files(), Part.WHOLE),
  RECORDS_ADDITION(RECORD, "AE", "SBC", additions(), Part.WHOLE),
  /// REST has never been about listings, and is passed over. Under type E, names and columns are
  /// EBCDIC too (RFC 959 §4.1.3).
  LISTING(FILE, "AEI", "S", Set.of(LIST, NLST), Part.WHOLE, Part.REST),
  FRAMED_LISTING(FILE, "AEI", "BCZ", Set.of(LIST, NLST), Part.WHOLE),
  /// Facts are UTF-8 whatever the type (RFC 3659 §7.2), so EBCDIC would break a promise.
  FACTS(FILE, "AI", "S", Set.of(MLSD), Part.WHOLE, Part.REST),
  FRAMED_FACTS(FILE, "AI", "BCZ", Set.of(MLSD), Part.WHOLE);

  /// How much of a file is asked for.
  private enum Part {
    WHOLE,
    /// From an offset on (RFC 3659 §5).
    REST,
    /// From one octet to another.
    RANG;

    static Part of(Portion portion) {
      if (portion.isWhole()) {
        return WHOLE;
      }
      return portion.last().isPresent() ? RANG : REST;
    }
  }

  private final FileStructure structure;
  private final String types;
  private final String modes;
  private final Set<Verb> verbs;
  private final Set<Part> parts;

  Combination(FileStructure structure, String types, String modes, Set<Verb> verbs, Part... parts) {
    this.structure = structure;
    this.types = types;
    this.modes = modes;
    this.verbs = verbs;
    this.parts = Set.of(parts);
  }

  private static Set<Verb> files() {
    return Set.of(RETR, STOR);
  }

  private static Set<Verb> additions() {
    return Set.of(APPE, STOU);
  }

  /// The row that a transfer verb falls under; empty if it cannot be done so.
  static Optional<Combination> of(Verb verb, TransferParameters parameters, Portion portion) {
    return Arrays.stream(values())
        .filter(row -> row.holds(verb, parameters, Part.of(portion)))
        .findFirst();
  }

  private boolean holds(Verb verb, TransferParameters parameters, Part part) {
    return structure == parameters.structure()
        && types.contains(parameters.representation().format())
        && modes.contains(parameters.mode().format())
        && verbs.contains(verb)
        && parts.contains(part);
  }

  /// What does not go together, in words for a client.
  static String shown(Verb verb, TransferParameters parameters, Portion portion) {
    Part part = Part.of(portion);
    String said = part == Part.WHOLE ? "" : ", " + part;
    return verb + " does not go with " + parameters.format() + said;
  }
}
