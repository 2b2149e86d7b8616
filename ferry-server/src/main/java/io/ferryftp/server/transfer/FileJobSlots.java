package io.ferryftp.server.transfer;

import io.ferryftp.server.config.Limits;
import java.util.concurrent.Semaphore;

/// How many jobs a whole server does at a time: a digest eats a processor and a copy a disk, and
/// neither may eat all of them.
public final class FileJobSlots {
  private final Semaphore digests;
  private final Semaphore copies;

  FileJobSlots(Limits limits) {
    digests = new Semaphore(limits.digests());
    copies = new Semaphore(limits.copies());
  }

  /// Takes a slot, to be given back by closing it.
  ///
  /// @throws TooManyJobsException if there is none
  Slot take(FileJob job) throws TooManyJobsException {
    Semaphore some =
        switch (job) {
          case FileJob.Digest _ -> digests;
          case FileJob.Copy _ -> copies;
        };
    if (!some.tryAcquire()) {
      throw new TooManyJobsException();
    }
    return some::release;
  }

  /// A slot that is taken.
  interface Slot extends AutoCloseable {
    @Override
    void close();
  }
}
