package io.ferryftp.client.tls;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Optional;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/// The one certificate that a client shows to whichever server asks for one, whatever authorities
/// the server names: it was chosen for this server by hand. JSSE's own words for "none" are null.
final class ClientKey extends X509ExtendedKeyManager {
  private static final String ALIAS = "client";

  private final Optional<KeyMaterial> material;

  ClientKey(Optional<KeyMaterial> material) {
    this.material = material;
  }

  @Override
  public @Nullable String chooseEngineClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, SSLEngine engine) {
    return alias(keyTypes);
  }

  @Override
  public @Nullable String chooseClientAlias(
      String[] keyTypes, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return alias(keyTypes);
  }

  private @Nullable String alias(String... keyTypes) {
    return material
        .filter(own -> Arrays.asList(keyTypes).contains(own.key().getAlgorithm()))
        .map(_ -> ALIAS)
        .orElse(null);
  }

  @Override
  public String[] getClientAliases(String keyType, Principal @Nullable [] issuers) {
    return material.isPresent() ? new String[] {ALIAS} : new String[0];
  }

  @Override
  public X509Certificate @Nullable [] getCertificateChain(String alias) {
    return material.map(own -> own.chain().toArray(X509Certificate[]::new)).orElse(null);
  }

  @Override
  public @Nullable PrivateKey getPrivateKey(String alias) {
    return material.map(KeyMaterial::key).orElse(null);
  }

  @Override
  public @Nullable String chooseServerAlias(
      String keyType, Principal @Nullable [] issuers, @Nullable Socket socket) {
    return null;
  }

  @Override
  public String[] getServerAliases(String keyType, Principal @Nullable [] issuers) {
    return new String[0];
  }
}
