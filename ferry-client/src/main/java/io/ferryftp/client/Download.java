package io.ferryftp.client;

import io.ferryftp.client.control.Session;
import io.ferryftp.client.data.TransferLink;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.protocol.data.AsciiTransform;
import io.ferryftp.protocol.data.Representation;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.OptionalLong;

/// A file on its way here. [#read] gives -1 only when the server has confirmed the transfer and the
/// size was right, so who reads to the end has the whole file. [#close] before that aborts the
/// transfer and leaves the client usable.
public final class Download implements ReadableByteChannel {
  private static final int TEXT_OCTETS = 64 * 1024;

  private final Session session;
  private final TransferLink link;
  private final String pathname;
  private final TransferOptions options;
  private final OptionalLong expected;
  private final AsciiTransform transform = AsciiTransform.fromWire();
  private final ByteBuffer raw;
  private final ByteBuffer converted;
  private boolean rawEnded;
  private Optional<TransferResult> result = Optional.empty();

  /// @param expected the size that the server told before
  Download(
      Session session,
      TransferLink link,
      String pathname,
      TransferOptions options,
      OptionalLong expected) {
    this.session = session;
    this.link = link;
    this.pathname = pathname;
    this.options = options;
    this.expected = expected;
    boolean text = options.representation() == Representation.ASCII;
    raw = ByteBuffer.allocate(text ? TEXT_OCTETS : 0).limit(0);
    converted = ByteBuffer.allocate(text ? TEXT_OCTETS : 0).limit(0);
  }

  /// Waits for octets.
  ///
  /// @return how many, or -1 at the confirmed end
  @Override
  public int read(ByteBuffer into) throws FtpException {
    if (result.isPresent()) {
      return -1;
    }
    int count = options.representation() == Representation.ASCII ? readText(into) : link.read(into);
    if (count < 0) {
      complete();
    }
    return count;
  }

  /// Text comes in pieces that become shorter or, for a CR that had to wait, longer by one.
  private int readText(ByteBuffer into) throws FtpException {
    while (!converted.hasRemaining() && !rawEnded) {
      if (!raw.hasRemaining()) {
        raw.clear();
        rawEnded = link.read(raw) < 0;
        raw.flip();
      }
      converted.clear();
      transform.transform(raw, converted);
      if (rawEnded) {
        transform.finish(converted);
      }
      converted.flip();
    }
    if (!converted.hasRemaining()) {
      return -1;
    }
    int count = Math.min(converted.remaining(), into.remaining());
    into.put(converted.slice(converted.position(), count));
    converted.position(converted.position() + count);
    return count;
  }

  private void complete() throws FtpException {
    link.finish();
    var verification = new Sizes(session, pathname).ofDownload(link, options.offset(), expected);
    result =
        Optional.of(
            new TransferResult(
                link.octets(),
                options.offset(),
                options.offset() + link.octets(),
                link.duration(),
                verification));
  }

  /// The size of the whole remote file as the server told it before, in octets.
  public OptionalLong expectedSize() {
    return expected;
  }

  /// How the transfer went.
  ///
  /// @throws IllegalStateException before [#read] has given -1
  public TransferResult result() {
    return result.orElseThrow(() -> new IllegalStateException("the transfer has not ended"));
  }

  /// The same octets as a stream, which has the same end and the same close.
  public InputStream stream() {
    return Channels.newInputStream(this);
  }

  @Override
  public boolean isOpen() {
    return link.isOpen();
  }

  /// Lets go of the transfer; aborts it if it has not come to its end. Idempotent.
  @Override
  public void close() {
    link.abort();
  }
}
