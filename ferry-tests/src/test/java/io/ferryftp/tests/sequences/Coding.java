package io.ferryftp.tests.sequences;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ferryftp.tests.model.State;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Modes and structures as they are on the data connection (RFC 959 §3.4), written from the RFC.
/// All text is octets, a character each; a record of structure R ends in the line end of its type.
record Coding(String type, String structure, String mode) {
  private static final int END_OF_RECORD = 128;
  private static final int END_OF_FILE = 64;
  private static final int ESCAPE = 0xFF;
  private static final int MOST_IN_BLOCK = 0xFFFF;
  private static final int MOST_IN_STRING = 127;

  /// What comes between two line ends, if anything does.
  private record Piece(String octets, int mark) {}

  static Coding of(State state) {
    return new Coding(state.type, state.structure, state.mode);
  }

  private String lineEnd() {
    return type.equals("E") ? "\u0015" : "\n";
  }

  private boolean hasRecords() {
    return structure.equals("R");
  }

  byte[] encoded(String text) {
    return switch (mode) {
      case "B" -> blocks(pieces(text));
      case "C" -> strings(pieces(text));
      case "Z" -> deflated(text.getBytes(ISO_8859_1));
      default -> hasRecords() ? escaped(pieces(text)) : text.getBytes(ISO_8859_1);
    };
  }

  String decoded(byte[] octets) {
    try {
      return switch (mode) {
        case "B" -> text(ofBlocks(octets));
        case "C" -> text(ofStrings(octets));
        case "Z" -> new String(inflated(octets), ISO_8859_1);
        default -> hasRecords() ? text(ofEscaped(octets)) : new String(octets, ISO_8859_1);
      };
    } catch (IOException | IndexOutOfBoundsException e) {
      return "not in mode " + mode + ": " + e;
    }
  }

  /// A listing with the letters and line ends of type A.
  String listing(String octets) {
    return type.equals("E")
        ? new String(octets.getBytes(ISO_8859_1), Charset.forName("Cp1047")).replace("\n", "\r\n")
        : octets;
  }

  /// The records, or the whole, and the end of the file.
  private List<Piece> pieces(String text) {
    var pieces = new ArrayList<Piece>();
    int start = 0;
    while (hasRecords() && text.indexOf(lineEnd(), start) >= 0) {
      int end = text.indexOf(lineEnd(), start);
      pieces.add(new Piece(text.substring(start, end), END_OF_RECORD));
      start = end + 1;
    }
    pieces.add(new Piece(text.substring(start), END_OF_FILE));
    return pieces;
  }

  private String text(List<Piece> pieces) throws IOException {
    var text = new StringBuilder();
    int last = 0;
    for (Piece piece : pieces) {
      if ((last & END_OF_FILE) != 0) {
        throw new IOException("something behind the end of the file");
      }
      last = piece.mark;
      text.append(piece.octets).append((last & END_OF_RECORD) != 0 ? lineEnd() : "");
    }
    if ((last & END_OF_FILE) == 0) {
      throw new IOException("no end of the file");
    }
    return text.toString();
  }

  private static byte[] escaped(List<Piece> pieces) {
    var out = new ByteArrayOutputStream();
    for (Piece piece : pieces) {
      out.writeBytes(piece.octets.replace("\u00ff", "\u00ff\u00ff").getBytes(ISO_8859_1));
      out.write(ESCAPE);
      out.write(piece.mark == END_OF_RECORD ? 1 : 2);
    }
    return out.toByteArray();
  }

  private static List<Piece> ofEscaped(byte[] octets) throws IOException {
    var pieces = new ArrayList<Piece>();
    var text = new StringBuilder();
    boolean escaped = false;
    for (byte octet : octets) {
      char c = (char) (octet & 0xFF);
      if (!escaped && c == ESCAPE) {
        escaped = true;
      } else if (!escaped || c == ESCAPE) {
        text.append(c);
        escaped = false;
      } else if (c >= 1 && c <= 3) {
        int mark = ((c & 1) != 0 ? END_OF_RECORD : 0) | ((c & 2) != 0 ? END_OF_FILE : 0);
        pieces.add(new Piece(text.toString(), mark));
        text.setLength(0);
        escaped = false;
      } else {
        throw new IOException("escape " + octet);
      }
    }
    if (!text.isEmpty() || escaped) {
      throw new IOException("octets behind the last mark");
    }
    return pieces;
  }

  private static byte[] blocks(List<Piece> pieces) {
    var out = new ByteArrayOutputStream();
    for (Piece piece : pieces) {
      for (int start = 0; start == 0 || start < piece.octets.length(); start += MOST_IN_BLOCK) {
        int end = Math.min(piece.octets.length(), start + MOST_IN_BLOCK);
        out.write(end == piece.octets.length() ? piece.mark : 0);
        out.write((end - start) >> 8);
        out.write(end - start);
        out.writeBytes(piece.octets.substring(start, end).getBytes(ISO_8859_1));
      }
    }
    return out.toByteArray();
  }

  private static List<Piece> ofBlocks(byte[] octets) {
    var pieces = new ArrayList<Piece>();
    int i = 0;
    while (i < octets.length) {
      int count = ((octets[i + 1] & 0xFF) << 8) | (octets[i + 2] & 0xFF);
      pieces.add(new Piece(new String(octets, i + 3, count, ISO_8859_1), octets[i] & 0xFF));
      i += 3 + count;
    }
    return pieces;
  }

  /// A mark is about the string behind it (RFC 959 §3.4.3): it stands before the last of a piece.
  private static byte[] strings(List<Piece> pieces) {
    var out = new ByteArrayOutputStream();
    for (Piece piece : pieces) {
      int start = 0;
      while (piece.octets.length() - start > MOST_IN_STRING) {
        string(piece.octets.substring(start, start + MOST_IN_STRING), out);
        start += MOST_IN_STRING;
      }
      out.write(0);
      out.write(piece.mark);
      string(piece.octets.substring(start), out);
    }
    return out.toByteArray();
  }

  private static void string(String octets, ByteArrayOutputStream out) {
    // An empty one is a run of no fillers: a head of zero would be an escape.
    out.write(octets.isEmpty() ? 0xC0 : octets.length());
    out.writeBytes(octets.getBytes(ISO_8859_1));
  }

  private List<Piece> ofStrings(byte[] octets) {
    var pieces = new ArrayList<Piece>();
    var text = new StringBuilder();
    int mark = 0;
    for (int i = 0; i < octets.length; i++) {
      int head = octets[i] & 0xFF;
      if (head == 0) {
        i++;
        mark = octets[i] & 0xFF;
        continue;
      }
      if (head < 0x80) {
        text.append(new String(octets, i + 1, head, ISO_8859_1));
        i += head;
      } else if (head < 0xC0) {
        i++;
        text.repeat(octets[i] & 0xFF, head & 0x3F);
      } else {
        // The filler is a space for text and zero for type I.
        text.repeat(type.equals("I") ? 0 : type.equals("E") ? 0x40 : ' ', head & 0x3F);
      }
      if (mark != 0) {
        pieces.add(new Piece(text.toString(), mark));
        text.setLength(0);
        mark = 0;
      }
    }
    return pieces;
  }

  private static byte[] deflated(byte[] octets) {
    var out = new ByteArrayOutputStream();
    var buffer = new byte[1024];
    try (var deflater = new Deflater()) {
      deflater.setInput(octets);
      deflater.finish();
      while (!deflater.finished()) {
        out.write(buffer, 0, deflater.deflate(buffer));
      }
    }
    return out.toByteArray();
  }

  private static byte[] inflated(byte[] octets) throws IOException {
    var out = new ByteArrayOutputStream();
    var buffer = new byte[1024];
    try (var inflater = new Inflater()) {
      inflater.setInput(octets);
      while (!inflater.finished()) {
        int count = inflater.inflate(buffer);
        if (count == 0 && !inflater.finished()) {
          throw new IOException("the stream has no end");
        }
        out.write(buffer, 0, count);
      }
      if (inflater.getRemaining() > 0) {
        throw new IOException("octets behind the stream");
      }
    } catch (DataFormatException e) {
      throw new IOException(e);
    }
    return out.toByteArray();
  }
}
