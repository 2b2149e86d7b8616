package io.ferryftp.server.transfer;

import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.event.EventHub;

/// What all transfers of a server share.
///
/// @param stallWatch minds connections that no longer get on
/// @param slots of jobs without a data connection
public record TransferSetting(
    Limits limits,
    StorageCalls storageCalls,
    StallWatch stallWatch,
    EventHub events,
    Buffers buffers,
    FileJobSlots slots) {
  public TransferSetting(
      Limits limits,
      StorageCalls storageCalls,
      StallWatch stallWatch,
      EventHub events,
      Buffers buffers) {
    this(limits, storageCalls, stallWatch, events, buffers, new FileJobSlots(limits));
  }

  public TransferSetting(
      Limits limits, StorageCalls storageCalls, StallWatch stallWatch, EventHub events) {
    this(limits, storageCalls, stallWatch, events, new Buffers());
  }
}
