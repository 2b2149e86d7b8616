package io.ferryftp.server.listing;

import io.ferryftp.protocol.text.OctetLine;
import io.ferryftp.protocol.text.WireEncoding;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Optional;

/// Lines as octets, CR LF behind each; it holds one line at a time.
final class LineOctets implements ListingSource {
  private static final String END_OF_LINE = "\r\n";

  private final Lines lines;
  private final OctetLine line;
  private int sent;
  private boolean prepared;
  private boolean complete;

  LineOctets(Lines lines, WireEncoding encoding) {
    this.lines = lines;
    this.line = new OctetLine(encoding);
  }

  @Override
  public boolean fill(ByteBuffer out) throws IOException {
    prepared = prepared || lines.prepare();
    if (!prepared) {
      return true;
    }
    while (sent < line.length() || advance()) {
      int rest = line.length() - sent;
      boolean fits = rest <= out.remaining();
      boolean mustSplit = sent > 0 || out.position() == 0;
      if (!fits && !mustSplit) {
        return true;
      }
      int length = Math.min(rest, out.remaining());
      line.copy(sent, length, out);
      sent += length;
      if (!fits) {
        return true;
      }
    }
    return false;
  }

  private boolean advance() throws IOException {
    sent = 0;
    line.clear();
    complete = complete || !lines.next(line);
    if (!complete) {
      line.ascii(END_OF_LINE);
    }
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
