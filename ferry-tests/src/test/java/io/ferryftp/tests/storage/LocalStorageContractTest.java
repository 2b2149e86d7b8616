package io.ferryftp.tests.storage;

import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.storage.Symlinks;
import io.ferryftp.storage.Storage;
import io.ferryftp.testkit.FileTreeContract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// The local disk keeps the contract of storage, links or no links.
@ParameterizedClass(name = "{0}")
@EnumSource(Symlinks.class)
final class LocalStorageContractTest implements FileTreeContract {
  private final Path home;
  private final LocalStorage storage;

  LocalStorageContractTest(Symlinks symlinks, @TempDir Path temporary) throws IOException {
    home = Files.createDirectories(temporary.resolve("home"));
    storage = LocalStorage.open(temporary.resolve("data"), symlinks, Durability.RELAXED);
  }

  @AfterEach
  void close() throws IOException {
    storage.close();
  }

  @Override
  public Storage storage() {
    return storage;
  }

  @Override
  public String home() {
    return home.toString();
  }
}
