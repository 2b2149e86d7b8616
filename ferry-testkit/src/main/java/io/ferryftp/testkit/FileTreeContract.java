package io.ferryftp.testkit;

import io.ferryftp.testkit.contract.FactsContract;
import io.ferryftp.testkit.contract.FileContract;
import io.ferryftp.testkit.contract.InterruptedUploadContract;
import io.ferryftp.testkit.contract.NamesContract;
import io.ferryftp.testkit.contract.PieceContract;
import io.ferryftp.testkit.contract.UploadContract;

/// The contract of [io.ferryftp.storage.FileTree] as tests: a class that implements it runs them
/// all over the storage that it gives.
///
/// ```java
/// final class MyStorageTest implements FileTreeContract {
///   private final MyStorage storage = new MyStorage();
///
///   @Override
///   public Storage storage() {
///     return storage;
///   }
///
///   @Override
///   public String home() {
///     return "/";
///   }
/// }
/// ```
///
/// JUnit makes an object of the class for each test, so every test has its own storage here; what
/// must be closed belongs into an `@AfterEach` method. Links, permission bits and times of creation
/// may be refused. Storage that can be made small implements
/// [io.ferryftp.testkit.contract.RoomContract] as well.
public interface FileTreeContract
    extends FileContract,
        FactsContract,
        NamesContract,
        UploadContract,
        PieceContract,
        InterruptedUploadContract {}
