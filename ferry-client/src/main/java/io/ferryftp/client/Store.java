package io.ferryftp.client;

import io.ferryftp.client.control.Session;
import io.ferryftp.client.data.TransferLink;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.protocol.data.AsciiTransform;
import io.ferryftp.protocol.data.Representation;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.WritableByteChannel;
import java.util.OptionalLong;

/// A file on its way to the server. [#complete] ends it, waits for the server's confirmation and
/// checks the size; [#close] without it aborts the transfer, so that a failure of the source never
/// looks like the end of the file.
public final class Store implements WritableByteChannel {
  private static final int TEXT_OCTETS = 64 * 1024;

  private final Session session;
  private final TransferLink link;
  private final String pathname;
  private final TransferOptions options;
  private final OptionalLong before;
  private final AsciiTransform transform = AsciiTransform.toWire();
  private final ByteBuffer converted;

  /// @param before how long the file is in front of what is sent; empty if nobody knows
  Store(
      Session session,
      TransferLink link,
      String pathname,
      TransferOptions options,
      OptionalLong before) {
    this.session = session;
    this.link = link;
    this.pathname = pathname;
    this.options = options;
    this.before = before;
    converted =
        ByteBuffer.allocate(options.representation() == Representation.ASCII ? TEXT_OCTETS : 0);
  }

  /// How long the file is in front of what is sent; empty if nobody knows.
  OptionalLong before() {
    return before;
  }

  /// Writes all that remains in the buffer.
  @Override
  public int write(ByteBuffer from) throws FtpException {
    int count = from.remaining();
    if (options.representation() == Representation.IMAGE) {
      link.write(from);
      return count;
    }
    while (from.hasRemaining()) {
      converted.clear();
      transform.transform(from, converted);
      link.write(converted.flip());
    }
    return count;
  }

  /// Says that this was all.
  ///
  /// @throws io.ferryftp.client.error.VerificationException if the server has another size then
  /// @throws FtpException if it does not confirm the transfer
  public TransferResult complete() throws FtpException {
    if (options.representation() == Representation.ASCII) {
      converted.clear();
      transform.finish(converted);
      link.write(converted.flip());
    }
    link.finish();
    boolean comparable = options.representation() == Representation.IMAGE && before.isPresent();
    long size = before.orElse(0) + link.octets();
    var verification =
        new Sizes(session, pathname)
            .ofUpload(comparable ? OptionalLong.of(size) : OptionalLong.empty());
    return new TransferResult(link.octets(), before.orElse(0), size, link.duration(), verification);
  }

  /// The same as a stream. Its close is the close of this: call [#complete] before.
  public OutputStream stream() {
    return Channels.newOutputStream(this);
  }

  @Override
  public boolean isOpen() {
    return link.isOpen();
  }

  /// Lets go of the transfer; aborts it if it was not completed. Idempotent.
  @Override
  public void close() {
    link.abort();
  }
}
