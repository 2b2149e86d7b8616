package io.ferryftp.protocol.data;

/// What TYPE, STRU, MODE and OPTS MODE Z have agreed on: how a file becomes octets of the data
/// connection and back (RFC 959 §3). Each may be said by itself and in any order, so a value of
/// this type need not be one that transfers: that is decided when one begins.
///
/// @param level of what is sent in mode Z
public record TransferParameters(
    Representation representation,
    FileStructure structure,
    TransferMode mode,
    DeflateMode.Level level) {
  /// Before anything was said (RFC 959 §5.1).
  public static final TransferParameters DEFAULT =
      new TransferParameters(
          Representation.ASCII, FileStructure.FILE, TransferMode.STREAM, DeflateMode.Level.DEFAULT);

  public TransferParameters with(Representation other) {
    return new TransferParameters(other, structure, mode, level);
  }

  public TransferParameters with(FileStructure other) {
    return new TransferParameters(representation, other, mode, level);
  }

  public TransferParameters with(TransferMode other) {
    return new TransferParameters(representation, structure, other, level);
  }

  public TransferParameters with(DeflateMode.Level other) {
    return new TransferParameters(representation, structure, mode, other);
  }

  /// Whether octets travel as they are and nothing stands between them.
  public boolean isPlain() {
    return representation == Representation.IMAGE
        && structure == FileStructure.FILE
        && mode == TransferMode.STREAM;
  }

  /// The commands that would say it.
  public String format() {
    String said =
        "TYPE "
            + representation.format()
            + ", STRU "
            + structure.format()
            + ", MODE "
            + mode.format();
    return mode == TransferMode.DEFLATE ? said + ", LEVEL " + level.number() : said;
  }
}
