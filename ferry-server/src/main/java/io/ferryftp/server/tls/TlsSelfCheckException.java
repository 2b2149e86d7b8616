package io.ferryftp.server.tls;

import java.io.IOException;

/// This JVM does not bind data connections to their control connections, or has no such engine. The
/// message says what was seen and what to do.
public final class TlsSelfCheckException extends IOException {
  private static final long serialVersionUID = 1;

  TlsSelfCheckException(String sentence) {
    super(sentence);
  }

  TlsSelfCheckException(String sentence, Throwable cause) {
    super(sentence, cause);
  }
}
