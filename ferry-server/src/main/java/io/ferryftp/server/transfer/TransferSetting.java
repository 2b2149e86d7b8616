package io.ferryftp.server.transfer;

import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.config.Limits;
import io.ferryftp.server.event.EventHub;

/// What all transfers of a server share.
///
/// @param stallWatch minds connections that no longer get on
public record TransferSetting(
    Limits limits,
    StorageCalls storageCalls,
    StallWatch stallWatch,
    EventHub events,
    Buffers buffers) {
  public TransferSetting(
      Limits limits, StorageCalls storageCalls, StallWatch stallWatch, EventHub events) {
    this(limits, storageCalls, stallWatch, events, new Buffers());
  }
}
