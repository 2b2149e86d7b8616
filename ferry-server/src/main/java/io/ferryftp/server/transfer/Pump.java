package io.ferryftp.server.transfer;

import io.ferryftp.protocol.data.DeflateMode;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.data.TransferParameters;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.tls.TruncationException;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.blocking.StorageTimeoutException;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.listing.ListingSource;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;

/// Moves octets between storage and one data connection, in the transfer's own virtual thread.
///
/// Every step on the side of storage goes through [StorageCalls] and fails as [StorageFailure];
/// what fails otherwise is the connection.
final class Pump {
  /// How a peer ended what it sent.
  enum End {
    /// As its connection ends.
    SAID,
    /// Under TLS without `close_notify`.
    CUT,
    /// In the data themselves; its connection may be open yet.
    IN_THE_DATA
  }

  /// A listing is first sent when this much is there, so that the first line does not wait.
  private static final int FIRST_LISTING_OCTETS = 4 << 10;

  private final Wire wire;
  private final StorageCalls calls;
  private final Buffers buffers;
  private final Limits limits;
  private final LongConsumer progress;

  /// Whether a call to storage was given up, which may still use what it was given.
  private boolean gaveUp;

  /// How many of the coded octets that come next are not sent.
  private int skipping;

  private UploadEnd demanded = UploadEnd.CLOSE_NOTIFY_DEMANDED;
  private End end = End.SAID;

  /// @param progress hears of octets that went over the connection, as they go
  Pump(Wire wire, TransferSetting setting, LongConsumer progress) {
    this.wire = wire;
    this.calls = setting.storageCalls();
    this.buffers = setting.buffers();
    this.limits = setting.limits();
    this.progress = progress;
  }

  /// Sends a file from where it stands to the end of the portion, or its own. A file is as long as
  /// it was when it was opened: what grows is sent up to there, and what shrinks is a failure of
  /// storage.
  void send(TransferJob.Download download) throws IOException, StorageFailure {
    OpenFile file = download.file();
    Portion portion = download.portion();
    if (!download.parameters().isPlain()) {
      skipping = download.skipped();
      sendCoded(file, portion, download.parameters());
    } else if (file.channel() instanceof FileChannel channel && wire.clear().isPresent()) {
      long start = portion.first();
      long end = start + Math.min(portion.mostOctets(), file.facts().size() - start);
      new Sendfile(channel, wire, wire.clear().get(), calls, progress).send(start, end);
    } else {
      sendByCopy(file, portion);
    }
  }

  private void sendByCopy(OpenFile file, Portion portion) throws IOException, StorageFailure {
    ByteBuffer buffer = buffers.acquire();
    try {
      long left = portion.mostOctets();
      while (fill(buffer, file, left)) {
        left -= buffer.remaining();
        flush(buffer);
      }
    } finally {
      release(buffer);
    }
  }

  private void sendCoded(OpenFile file, Portion portion, TransferParameters parameters)
      throws IOException, StorageFailure {
    try (Coding coding = Coding.sending(parameters);
        Loan loan = new Loan()) {
      ByteBuffer local = loan.take();
      loan.provide(coding);
      long left = portion.mostOctets();
      while (fill(local, file, left)) {
        left -= local.remaining();
        coding.take(local, this::flush);
      }
      coding.finish(this::flush);
    }
  }

  /// Reads the next octets of a file into a cleared buffer, ready to be taken out; false at the
  /// end.
  private boolean fill(ByteBuffer buffer, OpenFile file, long most) throws StorageFailure {
    buffer.clear().limit((int) Math.min(buffer.capacity(), most));
    if (!buffer.hasRemaining() || stored(() -> file.channel().read(buffer)) < 0) {
      return false;
    }
    buffer.flip();
    return true;
  }

  /// The buffers of one coded transfer, all of which go back together.
  private final class Loan implements AutoCloseable {
    private final Set<ByteBuffer> taken = Collections.newSetFromMap(new IdentityHashMap<>());

    ByteBuffer take() {
      ByteBuffer buffer = buffers.acquire();
      taken.add(buffer);
      return buffer;
    }

    /// Another buffer in the place of one that the peer has filled, if there is one: on a fast
    /// network it takes a third off what an upload costs.
    ByteBuffer larger(ByteBuffer filled) {
      Optional<ByteBuffer> huge =
          filled.capacity() < Buffers.HUGE_OCTETS && !gaveUp
              ? buffers.acquireHuge()
              : Optional.empty();
      huge.ifPresent(larger -> {
        taken.remove(filled);
        release(filled);
        taken.add(larger);
      });
      return huge.orElse(filled);
    }

    void provide(Coding coding) {
      for (int i = 0; i < coding.width(); i++) {
        coding.lend(take());
      }
    }

    @Override
    public void close() {
      taken.forEach(Pump.this::release);
    }
  }

  /// Sends a listing to its end.
  void send(ListingSource source, TransferParameters parameters)
      throws IOException, StorageFailure {
    try (Coding coding = Coding.listing(parameters);
        Loan loan = new Loan()) {
      ByteBuffer buffer = loan.take();
      loan.provide(coding);
      buffer.clear().limit(FIRST_LISTING_OCTETS);
      boolean more = stored(() -> source.fill(buffer));
      coding.take(buffer.flip(), this::flush);
      while (more) {
        buffer.clear();
        more = stored(() -> source.fill(buffer));
        coding.take(buffer.flip(), this::flush);
      }
      coding.finish(this::flush);
    }
  }

  /// Receives a file until the peer ends it, without committing it.
  ///
  /// @param demanded of a protected connection
  /// @throws java.io.EOFException if the peer ends the connection where the data should go on
  End receive(Upload upload, TransferParameters parameters, UploadEnd demanded)
      throws IOException, StorageFailure {
    this.demanded = demanded;
    try (Coding coding = Coding.receiving(parameters, bound());
        Loan loan = new Loan()) {
      ByteBuffer received = loan.take();
      loan.provide(coding);
      while (!coding.hasEnded() && read(received.clear()) >= 0) {
        progress.accept(received.position());
        boolean filled = !received.hasRemaining();
        coding.take(received.flip(), octets -> write(upload, octets));
        received = filled ? loan.larger(received) : received;
      }
      coding.finish(octets -> write(upload, octets));
      return coding.hasEnded() ? End.IN_THE_DATA : end;
    }
  }

  private DeflateMode.Bound bound() {
    return new DeflateMode.Bound(limits.inflatedOctets(), limits.inflatedOctetsEach());
  }

  /// On a clear connection the stall watch minds the time; a timed read would copy once more.
  private int read(ByteBuffer into) throws IOException {
    try {
      return wire.clear().isPresent()
          ? wire.clear().get().read(into)
          : wire.read(into, limits.stallTime());
    } catch (TruncationException e) {
      if (demanded == UploadEnd.CLOSE_NOTIFY_DEMANDED) {
        throw e;
      }
      end = End.CUT;
      return -1;
    }
  }

  private void flush(ByteBuffer octets) throws IOException {
    int skipped = Math.min(skipping, octets.remaining());
    octets.position(octets.position() + skipped);
    skipping -= skipped;
    int count = octets.remaining();
    wire.write(octets);
    progress.accept(count);
  }

  private void write(Upload upload, ByteBuffer octets) throws StorageFailure {
    stored(() -> {
      while (octets.hasRemaining()) {
        upload.write(octets);
      }
      return octets;
    });
  }

  /// A call that was given up may still fill or read its buffer: nobody else may have it then.
  private void release(ByteBuffer buffer) {
    if (gaveUp) {
      buffers.forget(buffer);
    } else {
      buffers.release(buffer);
    }
  }

  private <T> T stored(StorageCalls.Call<T> call) throws StorageFailure {
    try {
      return calls.call(call);
    } catch (StorageTimeoutException e) {
      gaveUp = true;
      throw new StorageFailure(e);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }
}
