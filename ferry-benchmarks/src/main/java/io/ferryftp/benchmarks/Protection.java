package io.ferryftp.benchmarks;

/// How a control connection is protected.
public enum Protection {
  NONE("no TLS"),
  TLS_1_2("TLSv1.2"),
  TLS_1_3("TLSv1.3");

  private final String protocol;

  Protection(String protocol) {
    this.protocol = protocol;
  }

  /// As JSSE calls it.
  String protocol() {
    return protocol;
  }
}
