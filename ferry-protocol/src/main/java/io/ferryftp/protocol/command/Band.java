package io.ferryftp.protocol.command;

/// How near to the heart of FTP a verb is, which is also the order in which Ferry lands them.
public enum Band {
  CORE,
  EXTENDED,
  HERITAGE
}
