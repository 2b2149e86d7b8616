package io.ferryftp.server.session;

import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.server.transfer.TransferJob;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/// Which thread serves the commands of one session: one at a time has the lead.
///
/// A thread that begins a transfer carries it out itself, because most are over in a moment. If one
/// is not, another thread takes the lead, so that ABOR and STAT are heard meanwhile, and the first
/// ends with its transfer. All methods are for the thread that has the lead.
final class Lead {
  /// What becomes of a thread that serves.
  enum Turn {
    /// It waits for the next command.
    ON,
    /// The session is over.
    OVER,
    /// Another thread has the lead.
    ELSEWHERE
  }

  /// What a thread does first when it takes the lead.
  @FunctionalInterface
  interface Beginning {
    Turn run() throws IOException;
  }

  private static final System.Logger LOG = System.getLogger(Lead.class.getName());
  private static final String DEFECT = "the end of a transfer failed by a defect";

  private final long session;
  private final SessionThreads threads;
  private final Consumer<Beginning> loop;

  /// Whether the thread that leads is a hot one.
  private boolean hot;

  private Duration patience = SessionThreads.FIRST_WAIT;

  /// @param loop serves the session in the calling thread, until it has lost the lead
  Lead(long session, SessionThreads threads, Consumer<Beginning> loop) {
    this.session = session;
    this.threads = threads;
    this.loop = loop;
  }

  boolean isHot() {
    return hot;
  }

  /// How long a hot thread waits for the next command.
  Duration patience() {
    return patience;
  }

  /// Begins the session in a thread that nobody had; a hot one, if there is one, because whoever
  /// has just connected has something to say.
  void begin(Beginning first) {
    if (!heat(first)) {
      start(first);
    }
  }

  /// Gives the lead to a virtual thread, which waits for the next command; the caller must leave
  /// the session alone.
  Turn pass() {
    start(() -> Turn.ON);
    return Turn.ELSEWHERE;
  }

  private void start(Beginning first) {
    boolean wasHot = hot;
    hot = false;
    threads.virtually("ferry-session-" + session, () -> loop.accept(first));
    if (wasHot) {
      threads.cooled();
    }
  }

  /// Carries out a transfer, in this thread or in a hot one.
  Turn through(TransferJob job, Runnable work) {
    patience = SessionThreads.HOT_WAIT;
    return job.isBrief() ? through(work) : aside(work);
  }

  /// Does something that may be over in a moment.
  Turn through(Runnable work) {
    return hot || !heat(() -> here(work)) ? here(work) : Turn.ELSEWHERE;
  }

  /// Does something that is not: another thread takes the lead first.
  private Turn aside(Runnable work) {
    return hot || !heat(() -> away(work)) ? away(work) : Turn.ELSEWHERE;
  }

  private Turn away(Runnable work) {
    Turn elsewhere = pass();
    try {
      work.run();
    } catch (RuntimeException | Error e) {
      LOG.log(Level.ERROR, DEFECT, e);
    }
    return elsewhere;
  }

  private boolean heat(Beginning first) {
    hot = true;
    boolean moved = threads.hotly(() -> loop.accept(first));
    if (!moved) {
      hot = false;
    }
    return moved;
  }

  private Turn here(Runnable work) {
    var moment = new Moment();
    try (StallWatch.Watch _ = threads.moments().watch(moment)) {
      work.run();
    } catch (RuntimeException | Error e) {
      if (moment.endsHere()) {
        throw e;
      }
      LOG.log(Level.ERROR, DEFECT, e);
      return Turn.ELSEWHERE;
    }
    return moment.endsHere() ? Turn.ON : Turn.ELSEWHERE;
  }

  /// The session is over.
  void end() {
    if (hot) {
      hot = false;
      threads.cooled();
    }
  }

  /// Work that began a moment ago. Either it ends, or another thread takes the lead.
  private final class Moment implements StallWatch.Watched {
    private final long since = System.nanoTime();
    private final AtomicBoolean decided = new AtomicBoolean();

    boolean endsHere() {
      return decided.compareAndSet(false, true);
    }

    @Override
    public boolean overdue(long nanoTime) {
      return nanoTime - since > SessionThreads.MOMENT.toNanos();
    }

    @Override
    public void cut() {
      if (decided.compareAndSet(false, true)) {
        try {
          Turn _ = pass();
        } catch (Throwable e) {
          // No thread to be had: the one that works goes on as the one that leads.
          decided.set(false);
          throw e;
        }
      }
    }
  }
}
