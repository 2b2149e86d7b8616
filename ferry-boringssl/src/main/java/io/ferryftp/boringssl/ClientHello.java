package io.ferryftp.boringssl;

import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What must be known of a ClientHello (RFC 8446 §4.1.2) before BoringSSL sees it: the name that is
/// asked for and the protocols that are offered. BoringSSL checks the rest, and the whole again.
///
/// @param serverName the first host name (RFC 6066 §3); empty if there is none, or no sound one
/// @param protocols by ALPN (RFC 7301 §3.1); empty if none is offered
record ClientHello(Optional<String> serverName, List<String> protocols) {
  /// The most octets of a ClientHello, its header included; BoringSSL takes no more.
  static final int MAX_OCTETS = 4 + (16 << 10);

  /// The most records that it may come in: it fits into two.
  static final int MAX_RECORDS = 32;

  private static final int RECORD_HEADER = 5;
  private static final int HANDSHAKE = 22;
  private static final int HELLO = 1;
  private static final int VERSION_AND_RANDOM = 2 + 32;
  private static final int SERVER_NAME = 0;
  private static final int ALPN = 16;
  private static final int HOST_NAME = 0;
  private static final int MAX_NAME = 255;

  /// Gathers the records of one ClientHello.
  static final class Gathering {
    private final ByteArrayOutputStream records = new ByteArrayOutputStream(512);
    private final ByteArrayOutputStream message = new ByteArrayOutputStream(512);
    private int count;

    /// Takes one whole record; the ClientHello, once it is whole.
    ///
    /// @throws HelloException if it cannot become one
    Optional<ClientHello> take(ByteBuffer record) throws HelloException {
      byte[] octets = new byte[record.remaining()];
      record.get(octets);
      count++;
      if (octets.length <= RECORD_HEADER || octets[0] != HANDSHAKE) {
        throw new HelloException(HelloException.UNEXPECTED_MESSAGE, "no ClientHello comes first");
      }
      records.writeBytes(octets);
      message.write(octets, RECORD_HEADER, octets.length - RECORD_HEADER);
      ByteBuffer sofar = ByteBuffer.wrap(message.toByteArray());
      if (sofar.get(0) != HELLO) {
        throw new HelloException(HelloException.UNEXPECTED_MESSAGE, "no ClientHello comes first");
      }
      if (sofar.remaining() < 4) {
        return none();
      }
      int length = sofar.getInt() & 0xFF_FFFF;
      if (length + 4 > MAX_OCTETS) {
        throw new HelloException(HelloException.ILLEGAL_PARAMETER, "the ClientHello is too long");
      }
      return sofar.remaining() < length ? none() : Optional.of(parse(sofar.limit(4 + length)));
    }

    private Optional<ClientHello> none() throws HelloException {
      if (count >= MAX_RECORDS) {
        throw new HelloException(
            HelloException.ILLEGAL_PARAMETER, "the ClientHello comes in too many pieces");
      }
      return Optional.empty();
    }

    /// All records that were taken.
    byte[] records() {
      return records.toByteArray();
    }
  }

  ClientHello {
    protocols = List.copyOf(protocols);
  }

  /// @param body without its header
  private static ClientHello parse(ByteBuffer body) throws HelloException {
    try {
      ByteBuffer in = body.slice();
      in.position(VERSION_AND_RANDOM);
      vector(in, in.get() & 0xFF);
      vector(in, in.getShort() & 0xFFFF);
      vector(in, in.get() & 0xFF);
      Optional<String> name = Optional.empty();
      List<String> protocols = List.of();
      if (in.hasRemaining()) {
        ByteBuffer extensions = vector(in, in.getShort() & 0xFFFF);
        while (extensions.hasRemaining()) {
          int type = extensions.getShort() & 0xFFFF;
          ByteBuffer content = vector(extensions, extensions.getShort() & 0xFFFF);
          if (type == SERVER_NAME) {
            name = hostName(content);
          } else if (type == ALPN) {
            protocols = protocols(content);
          }
        }
      }
      return new ClientHello(name, protocols);
    } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
      throw new HelloException(HelloException.DECODE_ERROR, "the ClientHello cannot be read");
    }
  }

  private static Optional<String> hostName(ByteBuffer content) {
    ByteBuffer names = vector(content, content.getShort() & 0xFFFF);
    int type = names.get();
    ByteBuffer name = vector(names, names.getShort() & 0xFFFF);
    if (type != HOST_NAME || !name.hasRemaining() || name.remaining() > MAX_NAME) {
      return Optional.empty();
    }
    String text = StandardCharsets.ISO_8859_1.decode(name).toString();
    return text.chars().allMatch(c -> c > ' ' && c < 0x7F) ? Optional.of(text) : Optional.empty();
  }

  private static List<String> protocols(ByteBuffer content) {
    ByteBuffer names = vector(content, content.getShort() & 0xFFFF);
    var found = new ArrayList<String>();
    while (names.hasRemaining()) {
      ByteBuffer name = vector(names, names.get() & 0xFF);
      found.add(StandardCharsets.ISO_8859_1.decode(name).toString());
    }
    return found;
  }

  private static ByteBuffer vector(ByteBuffer in, int length) {
    ByteBuffer content = in.slice(in.position(), length);
    in.position(in.position() + length);
    return content;
  }
}
