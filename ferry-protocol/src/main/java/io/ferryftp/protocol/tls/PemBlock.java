package io.ferryftp.protocol.tls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/// What stands between `-----BEGIN label-----` and `-----END label-----` (RFC 7468). Its text shows
/// nothing of the content.
final class PemBlock {
  private static final String BEGIN = "-----BEGIN ";
  private static final String END = "-----END ";
  private static final String DASHES = "-----";
  private static final int DER_SEQUENCE = 0x30;

  private final String label;
  private final List<String> headers;
  private final byte[] octets;

  private PemBlock(String label, List<String> headers, byte[] octets) {
    this.label = label;
    this.headers = headers;
    this.octets = octets;
  }

  String label() {
    return label;
  }

  /// Those of RFC 1421, which the encrypted keys of old have.
  List<String> headers() {
    return headers;
  }

  byte[] octets() {
    return octets.clone();
  }

  /// All blocks of a file; text around them counts for nothing.
  ///
  /// @param file its name, for failures
  static List<PemBlock> of(String file, byte[] content) throws IOException {
    if (content.length > 0 && content[0] == DER_SEQUENCE) {
      throw new IOException(
          ("%s is DER, and PEM is needed; convert it: openssl x509 -inform DER -in %s"
                  + " -out certificate.pem (a key: openssl pkey)")
              .formatted(file, file));
    }
    var blocks = new ArrayList<PemBlock>();
    List<String> lines = new String(content, StandardCharsets.ISO_8859_1).lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      if (line.startsWith(BEGIN) && line.endsWith(DASHES)) {
        String label = line.substring(BEGIN.length(), line.length() - DASHES.length());
        int end = end(file, label, lines, i + 1);
        blocks.add(block(file, label, lines.subList(i + 1, end)));
        i = end;
      }
    }
    return List.copyOf(blocks);
  }

  private static int end(String file, String label, List<String> lines, int from)
      throws IOException {
    for (int i = from; i < lines.size() && !lines.get(i).startsWith(BEGIN); i++) {
      if (lines.get(i).strip().equals(END + label + DASHES)) {
        return i;
      }
    }
    throw new IOException(
        "%s has a block %s that does not end; copy the file again, whole".formatted(file, label));
  }

  private static PemBlock block(String file, String label, List<String> lines) throws IOException {
    List<String> headers = lines.stream().filter(line -> line.contains(":")).toList();
    var base64 = new StringBuilder();
    lines.stream().filter(line -> !line.contains(":")).map(String::strip).forEach(base64::append);
    try {
      return new PemBlock(label, headers, Base64.getDecoder().decode(base64.toString()));
    } catch (IllegalArgumentException _) {
      // Its message quotes a letter of what may be a key.
      throw new IOException(
          "%s has a block %s that is damaged; copy the file again, whole".formatted(file, label));
    }
  }

  @Override
  public String toString() {
    return "PemBlock[" + label + "]";
  }
}
