package io.ferryftp.server.transfer;

import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.blocking.StorageTimeoutException;
import io.ferryftp.storage.Upload;
import java.io.EOFException;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One [FileJob], from its slot to its outcome: what a [Transfer] is, without a data connection.
/// The remark of its completion is the digest, or nothing for a copy.
///
/// Storage is called a piece at a time, as for a transfer, and between the pieces others get the
/// processor: a virtual thread that only counts would keep it.
public final class FileWork implements Work {
  private static final System.Logger LOG = System.getLogger(FileWork.class.getName());
  private static final long PROGRESS_EVERY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final TransferEvents events;
  private final FileJob job;
  private final TransferSetting setting;
  private final AtomicReference<@Nullable TransferOutcome> cut = new AtomicReference<>();
  private final AtomicLong octets = new AtomicLong();

  /// Whether a call to storage was given up, which may still use what it was given.
  private boolean gaveUp;

  private long lastEvent = System.nanoTime();

  /// @param session the number of the session, for events
  /// @param number the number of the transfer within the session, for events
  public FileWork(long session, long number, FileJob job, TransferSetting setting) {
    this.events = new TransferEvents(session, number, setting.events());
    this.job = job;
    this.setting = setting;
  }

  /// Does it; if there is no slot for it, nothing has happened and nobody hears of it. Whoever
  /// hears of its end finds its slot free.
  @Override
  public TransferOutcome run() {
    long started = System.nanoTime();
    TransferOutcome outcome;
    try (FileJobSlots.Slot _ = setting.slots().take(job)) {
      outcome = begunAndLetGo();
    } catch (TooManyJobsException e) {
      letGo();
      return new TransferOutcome.StorageFailed(e);
    }
    Duration duration = Duration.ofNanos(System.nanoTime() - started);
    events.ended(job.direction(), job.path(), outcome, octets.get(), duration);
    return outcome;
  }

  private TransferOutcome begunAndLetGo() {
    TransferOutcome outcome;
    try {
      events.started(job.direction(), job.path());
      outcome = done();
    } catch (RuntimeException | Error e) {
      // Whatever it is, a final reply is owed.
      LOG.log(Level.ERROR, "a job failed by a defect", e);
      outcome = new TransferOutcome.StorageFailed(new IOException("internal error", e));
    }
    if (outcome instanceof TransferOutcome.StorageFailed hung
        && hung.cause() instanceof StorageTimeoutException) {
      // Closing would wait for the very call that does not come back; the client must not.
      Thread.ofVirtual().name("ferry-let-go").start(this::letGo);
    } else {
      letGo();
    }
    return outcome;
  }

  private TransferOutcome done() {
    try {
      return switch (job) {
        case FileJob.Digest digest -> digested(digest);
        case FileJob.Copy copy -> copied(copy);
      };
    } catch (StorageFailure e) {
      return cutOr(new TransferOutcome.StorageFailed(e.failure()));
    }
  }

  private TransferOutcome digested(FileJob.Digest digest) throws StorageFailure {
    RunningDigest running = RunningDigest.of(digest.algorithm());
    read(digest.count(), running::update);
    return cutOr(new TransferOutcome.Completed(running.hex()));
  }

  /// As with an upload from a client, the copy gets its name at the very end; whoever says ABOR
  /// before that gets none.
  private TransferOutcome copied(FileJob.Copy copy) throws StorageFailure {
    Upload upload = copy.upload();
    read(
        copy.file().facts().size(),
        octets ->
            stored(() -> {
              while (octets.hasRemaining()) {
                upload.write(octets);
              }
              return octets;
            }));
    if (cut.get() == null) {
      finished(upload, Upload::prepare);
    }
    if (cut.get() == null) {
      finished(upload, Upload::commit);
      return new TransferOutcome.Completed("");
    }
    return cutOr(new TransferOutcome.Completed(""));
  }

  private void finished(Upload upload, Ending ending) throws StorageFailure {
    try {
      setting
          .storageCalls()
          .patiently(() -> {
            ending.of(upload);
            return upload;
          });
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /// Reads so many octets of the file, unless somebody cuts it short. A file is as long as it was
  /// when it was opened: that it has become shorter is a failure of storage.
  private void read(long count, Taker taker) throws StorageFailure {
    ByteBuffer piece = setting.buffers().acquire();
    try {
      while (octets.get() < count && cut.get() == null) {
        piece.clear().limit((int) Math.min(piece.capacity(), count - octets.get()));
        int some = stored(() -> job.file().channel().read(piece));
        if (some < 0) {
          throw new StorageFailure(new EOFException("the file has become shorter"));
        }
        taker.take(piece.flip());
        progressed(some);
      }
    } finally {
      release(piece);
    }
  }

  @SuppressWarnings("ThreadPriorityCheck") // no result depends on it, only who waits how long
  private void progressed(int count) {
    octets.addAndGet(count);
    long now = System.nanoTime();
    if (now - lastEvent > PROGRESS_EVERY_NANOS) {
      lastEvent = now;
      events.progressed(octets.get());
    }
    Thread.yield();
  }

  private <T> T stored(StorageCalls.Call<T> call) throws StorageFailure {
    try {
      return setting.storageCalls().call(call);
    } catch (StorageTimeoutException e) {
      gaveUp = true;
      throw new StorageFailure(e);
    } catch (IOException e) {
      throw new StorageFailure(e);
    }
  }

  /// A call that was given up may still fill or read its buffer: nobody else may have it then.
  private void release(ByteBuffer piece) {
    if (gaveUp) {
      setting.buffers().forget(piece);
    } else {
      setting.buffers().release(piece);
    }
  }

  private void letGo() {
    try {
      setting
          .storageCalls()
          .patiently(() -> {
            job.close();
            return job;
          });
    } catch (IOException e) {
      LOG.log(Level.WARNING, "a job's file could not be closed: " + e.getMessage());
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, "a job's file could not be closed by a defect", e);
    }
  }

  private TransferOutcome cutOr(TransferOutcome otherwise) {
    TransferOutcome reason = cut.get();
    return reason == null ? otherwise : reason;
  }

  /// What becomes of the octets of a piece.
  @FunctionalInterface
  private interface Taker {
    void take(ByteBuffer octets) throws StorageFailure;
  }

  /// A step to the end of an upload.
  @FunctionalInterface
  private interface Ending {
    void of(Upload upload) throws IOException;
  }

  @Override
  public void abort() {
    cut.compareAndSet(null, new TransferOutcome.Aborted());
  }

  @Override
  public void lose(String why) {
    cut.compareAndSet(null, new TransferOutcome.ConnectionLost(why));
  }

  @Override
  public VirtualPath path() {
    return job.path();
  }

  @Override
  public long octets() {
    return octets.get();
  }
}
