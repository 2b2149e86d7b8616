package io.ferryftp.cli;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/// The option `--passive-address`: the IPv4 address that clients outside are told, given as such or
/// as a name that is looked up again when it was asked for more than 30 seconds ago.
///
/// A name that cannot be looked up any more keeps its last address: a name server that is away for
/// a minute must not end every transfer. Only IPv4, because that is all a 227 reply can say.
final class PassiveAddressOption implements Supplier<Optional<Inet4Address>> {
  static final Duration FRESH = Duration.ofSeconds(30);

  // A client waits for its 227 while a name server is asked; longer than this is not worth it.
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private static final System.Logger LOG = System.getLogger(PassiveAddressOption.class.getName());

  private final String host;
  private final Resolver resolver;
  private final LongSupplier nanoTime;
  private final ReentrantLock lock = new ReentrantLock();
  private Inet4Address known;
  private long knownSince;

  /// Looks names up.
  @FunctionalInterface
  interface Resolver {
    InetAddress[] lookUp(String host) throws UnknownHostException;
  }

  private PassiveAddressOption(
      String host, Inet4Address first, Resolver resolver, LongSupplier nanoTime) {
    this.host = host;
    this.known = first;
    this.resolver = resolver;
    this.nanoTime = nanoTime;
    this.knownSince = nanoTime.getAsLong();
  }

  /// The supplier for what was typed. A name must have an address now.
  static Supplier<Optional<Inet4Address>> parse(String text) throws MistakeException {
    return parse(text, InetAddress::getAllByName, System::nanoTime);
  }

  static Supplier<Optional<Inet4Address>> parse(
      String text, Resolver resolver, LongSupplier nanoTime) throws MistakeException {
    try {
      Inet4Address address = Inet4Address.ofLiteral(text);
      return () -> Optional.of(address);
    } catch (IllegalArgumentException notALiteral) {
      return named(text, resolver, nanoTime);
    }
  }

  private static Supplier<Optional<Inet4Address>> named(
      String host, Resolver resolver, LongSupplier nanoTime) throws MistakeException {
    if (host.isEmpty() || host.indexOf(':') >= 0) {
      throw new MistakeException(
          "--passive-address: '%s' is not IPv4; give the IPv4 address or name that clients reach"
              .formatted(host));
    }
    try {
      return new PassiveAddressOption(
          host, firstOf(resolver.lookUp(host), host), resolver, nanoTime);
    } catch (UnknownHostException e) {
      throw new MistakeException(
          "--passive-address: '%s' has no IPv4 address; check the name, or give the address"
              .formatted(host),
          e);
    }
  }

  @Override
  public Optional<Inet4Address> get() {
    lock.lock();
    try {
      if (nanoTime.getAsLong() - knownSince > FRESH.toNanos()) {
        refresh();
      }
      return Optional.of(known);
    } finally {
      lock.unlock();
    }
  }

  private void refresh() {
    // The lookup is a blocking system call that would hold the carrier of a virtual thread.
    var lookup = new FutureTask<>(() -> firstOf(resolver.lookUp(host), host));
    Thread.ofPlatform().daemon().name("look up " + host).start(lookup);
    knownSince = nanoTime.getAsLong(); // A failure is not repeated at every PASV either.
    try {
      known = lookup.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      LOG.log(
          System.Logger.Level.WARNING,
          "--passive-address: {0} cannot be looked up, clients are still told {1}",
          host,
          known.getHostAddress());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Inet4Address firstOf(InetAddress[] addresses, String host)
      throws UnknownHostException {
    return Arrays.stream(addresses)
        .filter(Inet4Address.class::isInstance)
        .map(Inet4Address.class::cast)
        .findFirst()
        .orElseThrow(() -> new UnknownHostException(host));
  }
}
