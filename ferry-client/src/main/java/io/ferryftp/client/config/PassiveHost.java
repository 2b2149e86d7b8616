package io.ferryftp.client.config;

/// Where the client connects to after a 227, which names an address that may be wrong or a lie.
public enum PassiveHost {
  /// To the host of the control connection, whatever the reply says.
  CONTROL_PEER,
  /// To the address in the reply: only for servers that are known to send data from another host. A
  /// lying server can then make this machine connect to anybody.
  AS_ANNOUNCED
}
