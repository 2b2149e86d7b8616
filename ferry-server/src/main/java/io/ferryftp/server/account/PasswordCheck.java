package io.ferryftp.server.account;

import io.ferryftp.protocol.text.Secret;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Compares passwords with hashes, for every kind of account: a few at a time, because each costs
/// as much as its rounds, and without the rounds when the same password was right a moment ago.
///
/// What is remembered is an HMAC under a random key of this process, over the account's name, the
/// hash and the password. So it says nothing to whoever reads the memory of another process, and a
/// new hash, as after a change of the password, is one that nothing is remembered of. A wrong
/// password is never remembered: each guess costs all rounds.
public final class PasswordCheck {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int KEY_OCTETS = 32;

  private final PasswordLimits limits;
  private final LongSupplier nanoTime;
  private final Semaphore turns;
  private final SecretKeySpec key = new SecretKeySpec(PasswordHash.random(KEY_OCTETS), ALGORITHM);
  // Guarded by itself; the oldest first.
  private final Map<String, Remembered> memory = new LinkedHashMap<>();

  private static final class Remembered {
    private final byte[] code;
    private final long until;

    private Remembered(byte[] code, long until) {
      this.code = code;
      this.until = until;
    }
  }

  /// With the clock of the JVM.
  public PasswordCheck(PasswordLimits limits) {
    this(limits, System::nanoTime);
  }

  PasswordCheck(PasswordLimits limits, LongSupplier nanoTime) {
    this.limits = limits;
    this.nanoTime = nanoTime;
    turns = new Semaphore(limits.checks(), true);
  }

  /// Whether this is the password of that account.
  ///
  /// For a name that nobody has, whoever asks takes a hash of nobody's: it costs the same.
  ///
  /// @throws IOException if too many others wait, so that nobody knows
  public boolean fits(String account, PasswordHash hash, Secret password) throws IOException {
    byte[] code = code(account, hash, password);
    if (isRemembered(account, code)) {
      return true;
    }
    try (var _ = turn()) {
      // Somebody with the same password may have been in front.
      if (isRemembered(account, code)) {
        return true;
      }
      boolean fits = hash.fits(password);
      if (fits) {
        remember(account, code);
      }
      return fits;
    }
  }

  /// Remembers nothing of this account, as when it is gone.
  public void forget(String account) {
    synchronized (memory) {
      memory.remove(account);
    }
  }

  /// How many accounts are remembered.
  int remembered() {
    synchronized (memory) {
      return memory.size();
    }
  }

  /// Takes a turn, which the close of what this returns gives back.
  Turn turn() throws IOException {
    await();
    return turns::release;
  }

  /// A turn that was taken.
  interface Turn extends AutoCloseable {
    @Override
    void close();
  }

  /// How many wait for their turn.
  int waiting() {
    return turns.getQueueLength();
  }

  private void await() throws IOException {
    try {
      if (!turns.tryAcquire(limits.patience().toNanos(), TimeUnit.NANOSECONDS)) {
        Duration waited = limits.patience();
        throw new IOException(
            "too many passwords are checked at the same time: no turn within " + waited);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted before the password was checked");
    }
  }

  private boolean isRemembered(String account, byte[] code) {
    Optional<Remembered> entry;
    synchronized (memory) {
      entry = Optional.ofNullable(memory.get(account));
      if (entry.isPresent() && nanoTime.getAsLong() - entry.get().until >= 0) {
        memory.remove(account);
        return false;
      }
    }
    return entry.isPresent() && MessageDigest.isEqual(entry.get().code, code);
  }

  private void remember(String account, byte[] code) {
    synchronized (memory) {
      memory.remove(account); // It is the newest now.
      memory.put(account, new Remembered(code, nanoTime.getAsLong() + limits.memory().toNanos()));
      Iterator<String> oldest = memory.keySet().iterator();
      while (memory.size() > limits.remembered()) {
        oldest.next();
        oldest.remove();
      }
    }
  }

  /// The parts one after the other, each behind its length, so that none runs into the next.
  private byte[] code(String account, PasswordHash hash, Secret password) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      update(mac, account.getBytes(StandardCharsets.UTF_16BE));
      update(mac, hash.identity());
      update(mac, PasswordHash.octetsOf(password));
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HMAC-SHA-256", e);
    }
  }

  private static void update(Mac mac, byte[] part) {
    for (int shift = 24; shift >= 0; shift -= 8) {
      mac.update((byte) (part.length >>> shift));
    }
    mac.update(part);
  }
}
