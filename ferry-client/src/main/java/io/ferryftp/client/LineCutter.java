package io.ferryftp.client;

import io.ferryftp.client.error.FtpException;
import io.ferryftp.protocol.text.WireText;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;

/// Cuts octets into lines that end in LF, or CR LF; memory is bounded by the longest line.
final class LineCutter {
  private final int maxOctets;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private boolean skipping;
  private long tooLong;

  LineCutter(int maxOctets) {
    this.maxOctets = maxOctets;
  }

  /// Takes a chunk to its end.
  void take(ByteBuffer chunk, Listings.Sink<String> each) throws FtpException {
    while (chunk.hasRemaining()) {
      byte octet = chunk.get();
      if (octet == '\n') {
        end(each);
      } else if (line.size() == maxOctets) {
        skipping = true;
      } else if (!skipping) {
        line.write(octet);
      }
    }
  }

  /// Gives the last line, which need not have an end.
  void end(Listings.Sink<String> each) throws FtpException {
    if (skipping) {
      tooLong++;
    } else {
      byte[] octets = line.toByteArray();
      int length = octets.length;
      if (length > 0 && octets[length - 1] == '\r') {
        length--;
      }
      each.take(WireText.decode(octets, 0, length));
    }
    line.reset();
    skipping = false;
  }

  /// How many lines were longer than the limit.
  long tooLong() {
    return tooLong;
  }
}
