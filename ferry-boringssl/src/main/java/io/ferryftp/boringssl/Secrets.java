package io.ferryftp.boringssl;

import io.netty.internal.tcnative.KeyLogCallback;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/// The server's own traffic secret of handshakes that ask for it; all others are let pass.
final class Secrets implements KeyLogCallback {
  private static final String OWN = "SERVER_TRAFFIC_SECRET_0 ";
  private static final byte[] NONE = {};

  private final Map<Long, byte[]> wanted = new ConcurrentHashMap<>();

  void want(long ssl) {
    wanted.put(ssl, NONE);
  }

  Optional<byte[]> take(long ssl) {
    return Optional.ofNullable(wanted.remove(ssl)).filter(secret -> secret.length > 0);
  }

  @Override
  public void handle(long ssl, byte[] line) {
    if (line.length > OWN.length() && line[0] == 'S' && wanted.containsKey(ssl)) {
      String text = new String(line, StandardCharsets.US_ASCII);
      if (text.startsWith(OWN)) {
        String secret = text.substring(text.lastIndexOf(' ') + 1).strip();
        wanted.replace(ssl, HexFormat.of().parseHex(secret));
      }
    }
  }
}
