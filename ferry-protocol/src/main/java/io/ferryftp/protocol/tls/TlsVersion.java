package io.ferryftp.protocol.tls;

/// The versions of TLS that Ferry speaks, oldest first.
public enum TlsVersion {
  /// RFC 5246.
  TLS_1_2("TLSv1.2"),
  /// RFC 8446.
  TLS_1_3("TLSv1.3");

  private final String word;

  TlsVersion(String word) {
    this.word = word;
  }

  /// The name that JSSE knows it by.
  public String word() {
    return word;
  }
}
