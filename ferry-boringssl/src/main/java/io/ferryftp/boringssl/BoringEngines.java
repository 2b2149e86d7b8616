package io.ferryftp.boringssl;

import io.ferryftp.protocol.tls.ServerOffer;
import io.ferryftp.protocol.tls.TlsEngines;
import io.ferryftp.protocol.tls.TlsServer;
import java.util.Optional;
import javax.net.ssl.SSLException;

/// BoringSSL, where there is a library of it for this machine.
public final class BoringEngines implements TlsEngines {
  @Override
  public String name() {
    return "BoringSSL";
  }

  @Override
  public Optional<String> obstacle() {
    return BoringLibrary.obstacle();
  }

  @Override
  public TlsServer server(ServerOffer offer) {
    Optional<String> obstacle = obstacle();
    if (obstacle.isPresent()) {
      throw new IllegalStateException("BoringSSL cannot be used: " + obstacle.get());
    }
    try {
      return new BoringServer(offer);
    } catch (SSLException e) {
      throw new IllegalStateException("BoringSSL does not take what is offered", e);
    }
  }
}
