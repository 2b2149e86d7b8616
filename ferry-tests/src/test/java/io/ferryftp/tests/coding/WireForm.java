package io.ferryftp.tests.coding;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;

/// What RFC 959 makes of a local text under TYPE, STRU and MODE, and back: written from the RFC for
/// whole arrays, without a line of what it tests. It codes otherwise than Ferry does where the RFC
/// leaves a choice.
///
/// @param type `A`, `E` or `I`
/// @param structure `F` or `R`
/// @param mode `S`, `B`, `C` or `Z`
public record WireForm(char type, char structure, char mode) {
  private static final Charset EBCDIC = Charset.forName("IBM1047");
  private static final Charset OCTETS = StandardCharsets.ISO_8859_1;
  private static final int PIECE = 5;

  /// By its three letters, such as `ARB`.
  public static WireForm of(String letters) {
    return new WireForm(letters.charAt(0), letters.charAt(1), letters.charAt(2));
  }

  /// The three commands.
  public List<String> commands() {
    return List.of("TYPE " + type, "STRU " + structure, "MODE " + mode);
  }

  private boolean hasRecords() {
    return structure == 'R';
  }

  /// The octets of the data connection.
  public byte[] encode(byte[] local) throws IOException {
    var out = new ByteArrayOutputStream();
    switch (mode) {
      case 'S' -> {
        if (!hasRecords()) {
          return characters(local);
        }
        for (byte[] record : records(local)) {
          out.writeBytes(escaped(record));
          out.writeBytes(new byte[] {-1, 1});
        }
        out.writeBytes(new byte[] {-1, 2});
      }
      case 'B' -> {
        for (byte[] record : hasRecords() ? records(local) : pieces(characters(local))) {
          block(16, "mark".getBytes(OCTETS), out);
          block(hasRecords() ? 128 : 32, record, out);
        }
        block(64, new byte[0], out);
      }
      case 'C' -> {
        for (byte[] record : hasRecords() ? records(local) : pieces(characters(local))) {
          out.writeBytes(new byte[] {0, 16, (byte) 0xBF, 'x'});
          if (hasRecords()) {
            out.writeBytes(new byte[] {0, (byte) 128});
          }
          out.write(record.length == 0 ? 0xC0 : record.length);
          out.writeBytes(record);
        }
        out.writeBytes(new byte[] {0, 64});
      }
      default -> {
        try (var deflater = new DeflaterOutputStream(out)) {
          deflater.write(characters(local));
        }
      }
    }
    return out.toByteArray();
  }

  private static void block(int descriptor, byte[] octets, ByteArrayOutputStream out) {
    out.write(descriptor);
    out.write(octets.length >> 8);
    out.write(octets.length);
    out.writeBytes(octets);
  }

  private static byte[] escaped(byte[] record) {
    return new String(record, OCTETS).replace("\u00FF", "\u00FF\u00FF").getBytes(OCTETS);
  }

  private static List<byte[]> pieces(byte[] octets) {
    var pieces = new ArrayList<byte[]>();
    for (int start = 0; start < octets.length; start += PIECE) {
      pieces.add(Arrays.copyOfRange(octets, start, Math.min(octets.length, start + PIECE)));
    }
    return pieces;
  }

  /// The lines of a text that ends in LF, without their LF and in the characters of the type.
  private List<byte[]> records(byte[] local) {
    String text = new String(local, OCTETS);
    var records = new ArrayList<byte[]>();
    for (String line : text.isEmpty() ? new String[0] : text.split("\n", -1)) {
      records.add(line.getBytes(type == 'E' ? EBCDIC : OCTETS));
    }
    if (!records.isEmpty()) {
      records.removeLast();
    }
    return records;
  }

  private byte[] characters(byte[] local) {
    String text = new String(local, OCTETS);
    return switch (type) {
      case 'A' -> text.replace("\n", "\r\n").getBytes(OCTETS);
      case 'E' -> text.getBytes(EBCDIC);
      default -> local;
    };
  }

  /// The local text that octets of the data connection mean.
  public byte[] decode(byte[] wire) throws IOException {
    var out = new ByteArrayOutputStream();
    switch (mode) {
      case 'S' -> {
        if (!hasRecords()) {
          return text(wire);
        }
        records(wire, out);
      }
      case 'B' -> blocks(wire, out);
      case 'C' -> strings(wire, out);
      default -> {
        return text(new InflaterInputStream(new ByteArrayInputStream(wire)).readAllBytes());
      }
    }
    return hasRecords() ? out.toByteArray() : text(out.toByteArray());
  }

  private byte[] text(byte[] characters) {
    return switch (type) {
      case 'A' -> new String(characters, OCTETS).replace("\r\n", "\n").getBytes(OCTETS);
      case 'E' -> new String(characters, EBCDIC).getBytes(OCTETS);
      default -> characters;
    };
  }

  private void records(byte[] wire, ByteArrayOutputStream out) {
    var record = new ByteArrayOutputStream();
    boolean escaped = false;
    boolean ended = false;
    for (byte octet : wire) {
      if (ended) {
        throw new AssertionError("data behind the end of the file");
      }
      if (octet == -1 && !escaped) {
        escaped = true;
        continue;
      }
      if (!escaped || octet == -1) {
        record.write(octet);
      } else {
        if (octet == 1 || octet == 3) {
          line(record, out);
        }
        ended = octet == 2 || octet == 3;
      }
      escaped = false;
    }
    if (!ended || record.size() > 0) {
      throw new AssertionError("no end of the file behind the last record");
    }
  }

  private void blocks(byte[] wire, ByteArrayOutputStream out) {
    var record = new ByteArrayOutputStream();
    int descriptor = 0;
    for (int i = 0; i < wire.length; ) {
      if ((descriptor & 64) != 0) {
        throw new AssertionError("data behind the end of the file");
      }
      descriptor = wire[i];
      int count = ((wire[i + 1] & 0xFF) << 8) | (wire[i + 2] & 0xFF);
      record.write(wire, i + 3, count);
      i += 3 + count;
      endOfString(descriptor, record, out);
    }
    if ((descriptor & 64) == 0) {
      throw new AssertionError("no end of the file");
    }
  }

  private void endOfString(
      int descriptor, ByteArrayOutputStream record, ByteArrayOutputStream out) {
    if (!hasRecords()) {
      out.writeBytes(record.toByteArray());
      record.reset();
    } else if ((descriptor & 128) != 0) {
      line(record, out);
    }
  }

  private void line(ByteArrayOutputStream record, ByteArrayOutputStream out) {
    byte[] characters = record.toByteArray();
    out.writeBytes(type == 'E' ? new String(characters, EBCDIC).getBytes(OCTETS) : characters);
    out.write('\n');
    record.reset();
  }

  private void strings(byte[] wire, ByteArrayOutputStream out) {
    var record = new ByteArrayOutputStream();
    byte filler = (byte) (type == 'A' ? ' ' : type == 'E' ? 0x40 : 0);
    int descriptor = 0;
    boolean ended = false;
    for (int i = 0; i < wire.length; ) {
      int head = wire[i] & 0xFF;
      i++;
      if (head == 0) {
        descriptor = wire[i];
        i++;
        continue;
      }
      if (head < 0x80) {
        record.write(wire, i, head);
        i += head;
      } else {
        boolean fillers = head >= 0xC0;
        for (int n = 0; n < (head & 0x3F); n++) {
          record.write(fillers ? filler : wire[i]);
        }
        i += fillers ? 0 : 1;
      }
      endOfString(descriptor, record, out);
      ended = (descriptor & 64) != 0;
      descriptor = 0;
    }
    if (!ended) {
      throw new AssertionError("no end of the file");
    }
  }
}
