package io.ferryftp.server.tls;

import io.ferryftp.protocol.tls.ServerOffer;
import io.ferryftp.protocol.tls.ServerOffer.Asking;
import io.ferryftp.protocol.tls.TlsEngines;
import io.ferryftp.protocol.tls.TlsScope;
import io.ferryftp.protocol.tls.TlsServer;
import io.ferryftp.server.config.ClientCertificates;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsEngine;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.WeakHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The implementations of TLS, and which one a server's setting leads to.
public final class Engines {
  /// The system property by which whoever starts the JVM, and sets nothing else, keeps to `jsse`.
  public static final String PROPERTY = "io.ferryftp.tls.engine";

  private static final String JSSE = "JSSE";

  /// What is shared by servers that ask the same of clients.
  private static final Map<ClientCertificates, TlsServer> SERVERS = new WeakHashMap<>();

  private static final ReentrantLock LOCK = new ReentrantLock();

  private Engines() {}

  /// The other implementation, if it is there at all; looked for once.
  private static final class Other {
    static final @Nullable TlsEngines ENGINES =
        ServiceLoader.load(TlsEngines.class, Engines.class.getClassLoader())
            .findFirst()
            .orElse(null);
  }

  /// The name of the one that a setting leads to; where a better one was left, why.
  public static String inUse(TlsEngine wish) {
    TlsEngines other = Other.ENGINES;
    if (settled(wish) == TlsEngine.JSSE || other == null) {
      return JSSE;
    }
    return other
        .obstacle()
        .map(obstacle -> JSSE + ", for " + other.name() + " " + obstacle)
        .orElse(other.name());
  }

  /// [TlsEngine#AUTO] is what [#PROPERTY] says.
  private static TlsEngine settled(TlsEngine wish) {
    return wish == TlsEngine.AUTO && JSSE.equalsIgnoreCase(System.getProperty(PROPERTY))
        ? TlsEngine.JSSE
        : wish;
  }

  /// Why a wish cannot be fulfilled; empty if it can.
  static Optional<String> obstacle(TlsEngine wish) {
    if (wish != TlsEngine.BORINGSSL) {
      return Optional.empty();
    }
    TlsEngines other = Other.ENGINES;
    return other == null ? Optional.of("it is not on the class path") : other.obstacle();
  }

  /// TLS of one more control connection.
  ///
  /// @param host that the client has named with HOST
  static TlsScope scope(ServerTls setting, Optional<String> host) {
    Optional<TlsEngines> other = fitting(setting.engine());
    if (other.isEmpty()) {
      return new ContextScope(setting, host);
    }
    var choice = new CertificateChoice(setting.certificates(), host);
    return server(other.get(), setting.clientCertificates()).scope(choice::make);
  }

  private static Optional<TlsEngines> fitting(TlsEngine given) {
    TlsEngine wish = settled(given);
    obstacle(wish)
        .ifPresent(reason -> {
          throw new IllegalStateException("BoringSSL cannot be used here: " + reason);
        });
    return wish == TlsEngine.JSSE
        ? Optional.empty()
        : Optional.ofNullable(Other.ENGINES).filter(one -> one.obstacle().isEmpty());
  }

  private static TlsServer server(TlsEngines engines, ClientCertificates demand) {
    LOCK.lock();
    try {
      return SERVERS.computeIfAbsent(demand, one -> engines.server(offer(one)));
    } finally {
      LOCK.unlock();
    }
  }

  private static ServerOffer offer(ClientCertificates clients) {
    Asking asking =
        switch (clients.demand()) {
          case OFF -> Asking.NOBODY;
          case OPTIONAL -> Asking.WHO_LIKES;
          case REQUIRED -> Asking.EVERYBODY;
        };
    return new ServerOffer(
        Offer.versions(), Offer.SUITES, Offer.PROTOCOL, asking, ClientTrust.manager(clients));
  }
}
