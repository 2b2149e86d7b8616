package io.ferryftp.testkit.contract;

import io.ferryftp.storage.Storage;
import java.io.IOException;

/// What the author of a storage gives to its tests.
public interface StorageUnderTest {
  /// What becomes of an upload that is suspended; [io.ferryftp.storage.Upload#suspend] leaves it to
  /// storage.
  enum Suspended {
    /// It can be resumed.
    KEPT,
    /// It is gone.
    DISCARDED
  }

  /// The storage: the same one whenever it is asked for during a test, and a home that is empty at
  /// the beginning of each test.
  Storage storage() throws IOException;

  /// The home of all accounts of a test, in the words of the storage.
  String home();

  /// What the storage does with a suspended upload.
  default Suspended suspended() {
    return Suspended.KEPT;
  }
}
