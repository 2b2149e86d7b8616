package io.ferryftp.protocol.data;

/// One way to a data connection.
public enum DataWay {
  /// The client connects to the port that EPSV gave (RFC 2428 §3).
  EPSV,
  /// The client connects to the port that PASV gave (RFC 959 §4.1.2); IPv4 only.
  PASV,
  /// The server connects to the client: PORT over IPv4, EPRT over IPv6.
  ACTIVE
}
