package io.ferryftp.server.listing;

import io.ferryftp.protocol.text.WireEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Lines as octets, CR LF behind each; it holds one line at a time.
final class LineOctets implements ListingSource {
  private static final String END_OF_LINE = "\r\n";

  private final Lines lines;
  private final WireEncoding encoding;
  private byte[] line = {};
  private int sent;
  private boolean complete;

  LineOctets(Lines lines, WireEncoding encoding) {
    this.lines = lines;
    this.encoding = encoding;
  }

  @Override
  public boolean fill(ByteBuffer out) throws IOException {
    while (sent < line.length || advance()) {
      int rest = line.length - sent;
      boolean fits = rest <= out.remaining();
      boolean mustSplit = sent > 0 || out.position() == 0;
      if (!fits && !mustSplit) {
        return true;
      }
      int length = Math.min(rest, out.remaining());
      out.put(line, sent, length);
      sent += length;
      if (!fits) {
        return true;
      }
    }
    return false;
  }

  private boolean advance() throws IOException {
    if (complete) {
      return false;
    }
    Optional<String> next = lines.next();
    complete = next.isEmpty();
    line = next.map(text -> encoding.encode(text + END_OF_LINE)).orElse(new byte[0]);
    sent = 0;
    return !complete;
  }

  @Override
  public Optional<String> remark() {
    return lines.remark();
  }

  @Override
  public void close() throws IOException {
    lines.close();
  }
}
