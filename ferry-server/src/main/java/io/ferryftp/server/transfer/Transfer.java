package io.ferryftp.server.transfer;

import io.ferryftp.protocol.data.BrokenDataException;
import io.ferryftp.protocol.data.ExpansionException;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.server.blocking.StorageTimeoutException;
import io.ferryftp.storage.Upload;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One transfer, from its data port to its outcome; [#run] reads from top to bottom.
///
/// The order matters. The data connection comes before any change in storage, so that a connection
/// that never comes leaves no trace. It is closed before the final reply, because some clients read
/// the reply as the end of the data. An upload is committed in between, so that 226 is a promise.
public final class Transfer implements Work {
  private static final System.Logger LOG = System.getLogger(Transfer.class.getName());
  private static final long PROGRESS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TransferEvents events;
  private final TransferJob job;
  private final DataPort port;
  private final DataProtection protection;
  private final TransferSetting setting;
  private final long started = System.nanoTime();
  private final AtomicReference<@Nullable TransferOutcome> cut = new AtomicReference<>();

  /// As TCP has it, so that whoever ends it ends a TLS handshake as well.
  private volatile @Nullable Wire wire;

  /// Whether the connection stays until the client has been told that it was refused: there are
  /// clients that look no further once it has gone. Belongs to the thread that runs this.
  private boolean refused;

  private final AtomicLong octets = new AtomicLong();
  private volatile long lastProgress = System.nanoTime();
  private long lastEvent = System.nanoTime();

  /// @param session the number of the session, for events
  /// @param number the number of the transfer within the session, for events
  /// @param protection of the data connection
  public Transfer(
      long session,
      long number,
      TransferJob job,
      DataPort port,
      DataProtection protection,
      TransferSetting setting) {
    this.events = new TransferEvents(session, number, setting.events());
    this.job = job;
    this.port = port;
    this.protection = protection;
    this.setting = setting;
  }

  /// Does it, all of it; afterwards nothing of it is open, but for the file of a storage that
  /// hangs: that is closed when the storage is back.
  ///
  /// An error of the machine, such as a full heap, ends this transfer like any other failure: the
  /// client gets its reply and storage its file back.
  @Override
  public TransferOutcome run() {
    TransferOutcome outcome;
    try {
      events.started(job);
      outcome = moved();
    } catch (RuntimeException | Error e) {
      // Whatever it is, a final reply is owed.
      LOG.log(Level.ERROR, "a transfer failed by a defect", e);
      outcome = new TransferOutcome.StorageFailed(new IOException("internal error", e));
    }
    if (!refused) {
      port.cancel();
    }
    if (outcome instanceof TransferOutcome.StorageFailed hung
        && hung.cause() instanceof StorageTimeoutException) {
      // Closing would wait for the very call that does not come back; the client must not.
      Thread.ofVirtual().name("ferry-let-go").start(() -> letGo(hung));
    } else {
      letGo(outcome);
    }
    events.ended(job, outcome, octets.get(), Duration.ofNanos(System.nanoTime() - started));
    return outcome;
  }

  @Override
  public void told() {
    port.cancel();
    closeWire();
  }

  /// An upload is discarded.
  @Override
  public void abort() {
    cut(new TransferOutcome.Aborted());
  }

  /// An upload is kept for resumption.
  @Override
  public void lose(String why) {
    cut(new TransferOutcome.ConnectionLost(why));
  }

  @Override
  public long octets() {
    return octets.get();
  }

  @Override
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
    try {
      Wire connection = port.open(limit);
      wire = connection;
      events.opened(port.mode(), connection);
      String remark = moved(connection);
      return job instanceof TransferJob.Store store
          ? committed(store.upload())
          : new TransferOutcome.Completed(remark);
    } catch (StorageFailure e) {
      return cutOr(new TransferOutcome.StorageFailed(e.failure()));
    } catch (NotProtectedException e) {
      return cutOr(new TransferOutcome.NotProtected(String.valueOf(e.getMessage())));
    } catch (BrokenDataException | ExpansionException e) {
      return cutOr(new TransferOutcome.DataRejected(e));
    } catch (IOException e) {
      if (wire != null) {
        return cutOr(new TransferOutcome.ConnectionLost(String.valueOf(e.getMessage())));
      }
      return cutOr(TransferOutcome.NotConnected.because(e, limit));
    } finally {
      if (!refused) {
        closeWire();
      }
      if (wire != null) {
        events.closed();
      }
    }
  }

  /// Everything that happens on the connection, to its close; a remark for the client. What was
  /// sent may still be on its way when a peer reads slowly.
  private String moved(Wire connection) throws IOException, StorageFailure {
    lastProgress = System.nanoTime();
    if (cut.get() != null) {
      throw new IOException("cut before it began");
    }
    try (StallWatch.Watch _ = setting.stallWatch().watch(stall(connection));
        DataLink link = secured(connection)) {
      lastProgress = System.nanoTime();
      String remark = pump(link);
      connection.close();
      return remark;
    }
  }

  private Stall stall(Wire connection) {
    return new Stall(
        connection,
        setting.limits().stallTime(),
        () -> lastProgress,
        () -> cut.compareAndSet(null, new TransferOutcome.ConnectionLost("stalled")));
  }

  private DataLink secured(Wire connection) throws IOException {
    try {
      var ready = protection.protect(connection);
      events.secured(ready);
      return new DataLink(connection, ready);
    } catch (NotProtectedException e) {
      refused = true;
      if (cut.get() == null) {
        events.handshakeFailed(e);
      }
      throw e;
    }
  }

  private String pump(DataLink link) throws IOException, StorageFailure {
    var pump = new Pump(link.wire(), setting, this::progressed);
    switch (job) {
      case TransferJob.Download d -> {
        pump.send(d);
        link.endSending();
      }
      case TransferJob.Listing l -> {
        pump.send(l.source(), l.parameters());
        link.endSending();
        return l.source().remark().orElse("");
      }
      case TransferJob.Store s -> {
        Pump.End end = pump.receive(s.upload(), s.parameters(), s.end());
        if (end == Pump.End.CUT) {
          events.closeNotifyMissing();
        }
        link.endReceiving(end);
      }
    }
    return "";
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

  private void progressed(long count) {
    octets.addAndGet(count);
    long now = System.nanoTime();
    lastProgress = now;
    if (now - lastEvent > PROGRESS_EVERY_NANOS) {
      lastEvent = now;
      events.progressed(octets.get());
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
}
