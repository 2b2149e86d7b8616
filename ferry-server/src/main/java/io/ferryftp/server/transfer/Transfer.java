package io.ferryftp.server.transfer;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.event.ServerEvent.DataConnectionClosed;
import io.ferryftp.event.ServerEvent.DataConnectionOpened;
import io.ferryftp.event.ServerEvent.TransferProgress;
import io.ferryftp.event.ServerEvent.TransferStarted;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.server.blocking.StorageTimeoutException;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One transfer, from its data port to its outcome. [#run] is called once, in a virtual thread of
/// its own, and reads from top to bottom; [#abort], [#lose] and the counters may be called from any
/// thread.
///
/// The order matters. The data connection comes before any change in storage, so that a connection
/// that never comes leaves no trace. It is closed before the final reply, because some clients read
/// the reply as the end of the data. An upload is committed in between, so that 226 is a promise.
public final class Transfer {
  private static final System.Logger LOG = System.getLogger(Transfer.class.getName());
  private static final long PROGRESS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long session;
  private final long number;
  private final TransferJob job;
  private final DataPort port;
  private final TransferSetting setting;
  private final long started = System.nanoTime();
  private final AtomicReference<@Nullable TransferOutcome> cut = new AtomicReference<>();
  private volatile @Nullable Wire wire;
  private final AtomicLong octets = new AtomicLong();
  private volatile long lastProgress = System.nanoTime();
  private long lastEvent = System.nanoTime();

  /// @param session the number of the session, for events
  /// @param number the number of the transfer within the session, for events
  public Transfer(
      long session, long number, TransferJob job, DataPort port, TransferSetting setting) {
    this.session = session;
    this.number = number;
    this.job = job;
    this.port = port;
    this.setting = setting;
  }

  /// Does it, all of it; afterwards nothing of it is open, but for the file of a storage that
  /// hangs: that is closed when the storage is back.
  ///
  /// An error of the machine, such as a full heap, ends this transfer like any other failure: the
  /// client gets its reply and storage its file back.
  public TransferOutcome run() {
    TransferOutcome outcome;
    try {
      emitStart();
      outcome = moved();
    } catch (RuntimeException | Error e) {
      // Whatever it is, a final reply is owed.
      LOG.log(Level.ERROR, "a transfer failed by a defect", e);
      outcome = new TransferOutcome.StorageFailed(new IOException("internal error", e));
    }
    port.cancel();
    if (outcome instanceof TransferOutcome.StorageFailed hung
        && hung.cause() instanceof StorageTimeoutException) {
      // Closing would wait for the very call that does not come back; the client must not.
      Thread.ofVirtual().name("ferry-let-go").start(() -> letGo(hung));
    } else {
      letGo(outcome);
    }
    emitEnd(outcome);
    return outcome;
  }

  /// Ends the transfer because the client said ABOR: an upload is discarded.
  public void abort() {
    cut(new TransferOutcome.Aborted());
  }

  /// Ends the transfer because its client or its server is gone: an upload is kept for resumption.
  public void lose(String why) {
    cut(new TransferOutcome.ConnectionLost(why));
  }

  /// The octets that went over the data connection so far.
  public long octets() {
    return octets.get();
  }

  public VirtualPath path() {
    return job.path();
  }

  private void cut(TransferOutcome reason) {
    if (cut.compareAndSet(null, reason)) {
      port.cancel();
      closeWire();
    }
  }

  /// The job over the data connection, and for an upload the commit behind it.
  private TransferOutcome moved() {
    Duration limit = setting.limits().dataConnectTime();
    try (Wire connection = port.open(limit)) {
      wire = connection;
      emit(at ->
          new DataConnectionOpened(
              at, session, number, port.mode(), connection.local(), connection.remote()));
      pump(connection);
      return committed(connection);
    } catch (StorageFailure e) {
      return cutOr(new TransferOutcome.StorageFailed(e.failure()));
    } catch (IOException e) {
      if (wire != null) {
        return cutOr(new TransferOutcome.ConnectionLost(String.valueOf(e.getMessage())));
      }
      return cutOr(new TransferOutcome.NotConnected(notConnected(e, limit)));
    } finally {
      if (wire != null) {
        emit(at -> new DataConnectionClosed(at, session, number));
      }
    }
  }

  private void pump(Wire connection) throws IOException, StorageFailure {
    var limits = setting.limits();
    var pump =
        new Pump(
            connection,
            setting.storageCalls(),
            setting.buffers(),
            limits.stallTime(),
            this::progressed);
    lastProgress = System.nanoTime();
    if (cut.get() != null) {
      throw new IOException("cut before it began");
    }
    try (StallWatch.Watch _ = setting.stallWatch().watch(new Stall(connection))) {
      switch (job) {
        case TransferJob.Download d -> pump.send(d.file(), d.representation());
        case TransferJob.Listing l -> pump.send(l.source());
        case TransferJob.Store s -> pump.receive(s.upload(), s.representation());
      }
    }
  }

  private TransferOutcome committed(Wire connection) throws IOException, StorageFailure {
    if (job instanceof TransferJob.Store store) {
      connection.close();
      return committed(store.upload());
    }
    connection.shutdownOutput();
    return new TransferOutcome.Completed(
        job instanceof TransferJob.Listing listing ? listing.source().remark().orElse("") : "");
  }

  /// In stream mode the end of the data looks the same whether the client is done or dead. But a
  /// dead client's control connection ends too, and the session says so while the file goes to the
  /// disk: only then does it get its name.
  private TransferOutcome committed(Upload upload) throws StorageFailure {
    var done = new TransferOutcome.Completed("");
    try {
      var calls = setting.storageCalls();
      if (cut.get() == null) {
        calls.patiently(() -> {
          upload.prepare();
          return upload;
        });
      }
      if (cut.get() == null) {
        calls.patiently(() -> {
          upload.commit();
          return upload;
        });
        return done;
      }
      return cutOr(done);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /// Closes what the job holds. An upload that lost its peer is kept for resumption (and is not, if
  /// even that fails); closing a committed one does nothing.
  private void letGo(TransferOutcome outcome) {
    try {
      setting
          .storageCalls()
          .patiently(() -> {
            if (outcome instanceof TransferOutcome.ConnectionLost
                && job instanceof TransferJob.Store store) {
              store.upload().suspend();
            }
            job.close();
            return outcome;
          });
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a transfer's file could not be closed: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a transfer's file could not be closed by a defect", e);
    }
  }

  private TransferOutcome cutOr(TransferOutcome otherwise) {
    TransferOutcome reason = cut.get();
    return reason == null ? otherwise : reason;
  }

  private static String notConnected(IOException e, Duration limit) {
    return e instanceof SocketTimeoutException
        ? "No data connection came about within " + limit.toSeconds() + " s"
        : "The data connection could not be made";
  }

  private void progressed(long count) {
    octets.addAndGet(count);
    long now = System.nanoTime();
    lastProgress = now;
    if (now - lastEvent > PROGRESS_EVERY_NANOS) {
      lastEvent = now;
      emit(at -> new TransferProgress(at, session, number, octets.get()));
    }
  }

  private void closeWire() {
    Wire open = wire;
    if (open != null) {
      try {
        open.close();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "closing a data connection failed", e);
      }
    }
  }

  private void emitStart() {
    emit(at -> new TransferStarted(at, session, number, job.direction(), job.path()));
  }

  private void emitEnd(TransferOutcome outcome) {
    var duration = Duration.ofNanos(System.nanoTime() - started);
    emit(at ->
        new ServerEvent.TransferEnded(
            at,
            session,
            number,
            job.direction(),
            job.path(),
            Outcomes.kind(outcome),
            octets.get(),
            duration,
            Outcomes.cause(outcome)));
  }

  private void emit(java.util.function.Function<java.time.Instant, ServerEvent> event) {
    setting.events().emit(event);
  }

  /// A peer that does not get on; RST, because it would not read a FIN either.
  private final class Stall implements StallWatch.Watched {
    private final Wire connection;

    Stall(Wire connection) {
      this.connection = connection;
    }

    @Override
    public boolean overdue(long nanoTime) {
      return nanoTime - lastProgress > setting.limits().stallTime().toNanos();
    }

    @Override
    public void cut() {
      cut.compareAndSet(null, new TransferOutcome.ConnectionLost("stalled"));
      try {
        connection.reset();
      } catch (IOException e) {
        LOG.log(Level.DEBUG, "resetting a stalled data connection failed", e);
      }
    }
  }
}
