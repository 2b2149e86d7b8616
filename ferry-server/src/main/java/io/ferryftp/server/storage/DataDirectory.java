package io.ferryftp.server.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What storage remembers beside the trees: an exclusive lock, a name for this instance, and small
/// records, each durable when it has been written.
final class DataDirectory implements Closeable {
  private final Path records;
  private final Durability durability;
  private final FileChannel lock;
  private final String instance;

  private DataDirectory(Path records, Durability durability, FileChannel lock, String instance) {
    this.records = records;
    this.durability = durability;
    this.lock = lock;
    this.instance = instance;
  }

  /// Makes the directory, for its owner only, if it is missing, and locks it.
  ///
  /// @throws DataInUseException if somebody else has locked it
  static DataDirectory open(Path data, Durability durability) throws IOException {
    createPrivate(data, durability);
    FileChannel lock =
        FileChannel.open(data.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      if (lock.tryLock() == null) {
        throw new DataInUseException(data);
      }
      Path records = data.resolve("uploads");
      createPrivate(records, durability);
      return new DataDirectory(records, durability, lock, instance(data, durability));
    } catch (OverlappingFileLockException e) {
      lock.close();
      var inUse = new DataInUseException(data);
      inUse.initCause(e);
      throw inUse;
    } catch (IOException | RuntimeException e) {
      lock.close();
      throw e;
    }
  }

  private static void createPrivate(Path directory, Durability durability) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.toAbsolutePath().getParent();
    if (parent != null) {
      Files.createDirectories(parent);
    }
    try {
      if (PathFacts.hasPermissions(directory)) {
        var owner = PosixFilePermissions.asFileAttribute(PathFacts.permissions(0700));
        Files.createDirectory(directory, owner);
      } else {
        Files.createDirectory(directory);
      }
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
    if (durability == Durability.STRICT && parent != null) {
      PathFolder.force(parent);
    }
  }

  private static String instance(Path data, Durability durability) throws IOException {
    Path file = data.resolve("instance");
    if (Files.exists(file)) {
      String known = Files.readString(file, StandardCharsets.ISO_8859_1).strip();
      if (known.matches("[0-9a-z]{6}")) {
        return known;
      }
      // Cut off by a crash, which was before the first upload.
      Files.delete(file);
    }
    String made = TemporaryName.newInstance();
    write(file, (made + "\n").getBytes(StandardCharsets.US_ASCII), durability);
    return made;
  }

  private static void write(Path file, byte[] content, Durability durability) throws IOException {
    try (var channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      var buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      if (durability == Durability.STRICT) {
        channel.force(true);
      }
    } catch (IOException e) {
      Files.deleteIfExists(file);
      throw e;
    }
    Path parent = file.getParent();
    if (durability == Durability.STRICT && parent != null) {
      PathFolder.force(parent);
    }
  }

  /// What temporary names of this data directory begin with.
  String instance() {
    return instance;
  }

  Durability durability() {
    return durability;
  }

  /// Writes a record and tells its name.
  String write(String kind, DataRecord record) throws IOException {
    String name = kind + "-" + TemporaryName.random(16);
    write(records.resolve(name), record.format(), durability);
    return name;
  }

  /// Removes a record. It may come back after a loss of power, so a stale one must do no harm.
  void delete(String name) throws IOException {
    Files.deleteIfExists(records.resolve(name));
  }

  /// The whole records of a kind by name; others are removed, for they were never relied upon.
  Map<String, DataRecord> read(String kind) throws IOException {
    var found = new LinkedHashMap<String, DataRecord>();
    try (var files = Files.newDirectoryStream(records, kind + "-*")) {
      for (Path file : files) {
        Optional<DataRecord> record = DataRecord.parse(Files.readAllBytes(file));
        if (record.isPresent()) {
          found.put(PathNames.text(file.getFileName()), record.get());
        } else {
          Files.delete(file);
        }
      }
    }
    return found;
  }

  @Override
  public void close() throws IOException {
    lock.close();
  }
}
