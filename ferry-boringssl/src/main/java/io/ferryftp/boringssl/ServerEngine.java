package io.ferryftp.boringssl;

import io.ferryftp.protocol.tls.ServerOffer;
import io.ferryftp.protocol.tls.ServerOffer.Asking;
import io.ferryftp.protocol.tls.TlsVersion;
import java.util.Arrays;
import javax.net.ssl.SSLEngine;
import org.jspecify.annotations.Nullable;

/// What an engine says of its setting, which was made for the whole server and stays.
abstract class ServerEngine extends SSLEngine {
  private final ServerOffer offer;

  ServerEngine(ServerOffer offer) {
    this.offer = offer;
  }

  private static UnsupportedOperationException fixed() {
    return new UnsupportedOperationException("the setting is the server's");
  }

  @Override
  public @Nullable Runnable getDelegatedTask() {
    return null;
  }

  @Override
  public String[] getSupportedCipherSuites() {
    return offer.suites().toArray(String[]::new);
  }

  @Override
  public String[] getEnabledCipherSuites() {
    return getSupportedCipherSuites();
  }

  @Override
  public void setEnabledCipherSuites(String[] suites) {
    throw fixed();
  }

  @Override
  public String[] getSupportedProtocols() {
    return Arrays.stream(TlsVersion.values()).map(TlsVersion::word).toArray(String[]::new);
  }

  @Override
  public String[] getEnabledProtocols() {
    return getSupportedProtocols();
  }

  @Override
  public void setEnabledProtocols(String[] protocols) {
    throw fixed();
  }

  @Override
  public void setUseClientMode(boolean mode) {
    if (mode) {
      throw fixed();
    }
  }

  @Override
  public boolean getUseClientMode() {
    return false;
  }

  @Override
  public void setNeedClientAuth(boolean need) {
    throw fixed();
  }

  @Override
  public boolean getNeedClientAuth() {
    return offer.asking() == Asking.EVERYBODY;
  }

  @Override
  public void setWantClientAuth(boolean want) {
    throw fixed();
  }

  @Override
  public boolean getWantClientAuth() {
    return offer.asking() == Asking.WHO_LIKES;
  }

  @Override
  public void setEnableSessionCreation(boolean flag) {
    throw fixed();
  }

  @Override
  public boolean getEnableSessionCreation() {
    return true;
  }
}
