package io.ferryftp.boringssl;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import javax.net.ssl.SSLException;

/// What a server says on a control connection under TLS 1.3, once the handshake is done.
final class ControlWords {
  private static final byte NEW_SESSION_TICKET = 4;
  private static final int MESSAGE_HEADER = 4;

  // RFC 8446 §4.6.3: the peer is not asked for an update of its own.
  private static final byte[] KEY_UPDATE = {24, 0, 0, 1, 0};
  private static final byte[] CLOSE_NOTIFY = {1, 0};

  private final Sealing sealing;

  /// The newest ticket, as it was said; empty if the client wants none.
  private final byte[] ticket;

  private boolean ticketWanted;
  private boolean updateDue;

  /// @param said the records that BoringSSL has made with these keys, which are tickets
  ControlWords(Sealing sealing, byte[] said) throws SSLException {
    this.sealing = sealing;
    var messages = new ByteArrayOutputStream();
    ByteBuffer in = ByteBuffer.wrap(said);
    for (int length = Records.length(in); length > 0; length = Records.length(in)) {
      messages.writeBytes(sealing.open(in.slice(in.position(), length)));
      in.position(in.position() + length);
    }
    this.ticket = newest(messages.toByteArray());
  }

  private static byte[] newest(byte[] messages) {
    byte[] found = {};
    int at = 0;
    while (at + MESSAGE_HEADER <= messages.length) {
      int end = at + MESSAGE_HEADER + (ByteBuffer.wrap(messages).getInt(at) & 0xFF_FFFF);
      if (messages[at] == NEW_SESSION_TICKET && end <= messages.length) {
        found = Arrays.copyOfRange(messages, at, end);
      }
      at = end;
    }
    return found;
  }

  /// The ticket is said again in front of the next data.
  void wantTicket() {
    ticketWanted = ticket.length > 0;
  }

  /// The peer has renewed its keys, and may have asked for the same here.
  void answerUpdate() {
    updateDue = true;
  }

  /// A record of data, behind what is due.
  byte[] data(ByteBuffer content) throws SSLException {
    var out = new ByteArrayOutputStream(content.remaining() + 64);
    due(out);
    out.writeBytes(sealing.seal(Sealing.DATA, content));
    return out.toByteArray();
  }

  private void due(ByteArrayOutputStream out) throws SSLException {
    if (updateDue) {
      updateDue = false;
      out.writeBytes(sealing.seal(Sealing.HANDSHAKE, ByteBuffer.wrap(KEY_UPDATE)));
      sealing.renewKeys();
    }
    if (ticketWanted) {
      ticketWanted = false;
      out.writeBytes(sealing.seal(Sealing.HANDSHAKE, ByteBuffer.wrap(ticket)));
    }
  }

  byte[] end() throws SSLException {
    return sealing.seal(Sealing.ALERT, ByteBuffer.wrap(CLOSE_NOTIFY));
  }

  /// A fatal alert; what it was about, BoringSSL has said to nobody but the log.
  byte[] failure() throws SSLException {
    return sealing.seal(
        Sealing.ALERT,
        ByteBuffer.wrap(new byte[] {HelloException.FATAL, HelloException.UNEXPECTED_MESSAGE}));
  }
}
