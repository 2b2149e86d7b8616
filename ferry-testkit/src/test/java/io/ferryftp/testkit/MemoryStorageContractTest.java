package io.ferryftp.testkit;

import io.ferryftp.storage.Storage;
import io.ferryftp.testkit.contract.RoomContract;
import java.time.InstantSource;

/// Memory keeps the contract of storage.
final class MemoryStorageContractTest implements FileTreeContract, RoomContract {
  private final MemoryStorage storage = new MemoryStorage();
  private final MemoryStorage small =
      new MemoryStorage(MemoryLimits.DEFAULT.withOctets(1000), InstantSource.system());

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public String home() {
    return "/";
  }

  @Override
  public Storage smallStorage() {
    return small;
  }
}
