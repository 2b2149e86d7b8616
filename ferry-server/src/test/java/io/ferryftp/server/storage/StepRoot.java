package io.ferryftp.server.storage;

import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.LinkHandling;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ReadableByteChannel;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// A root that tells every change of the disk before it happens, and lets the listener refuse it.
record StepRoot(Root root, Steps steps) implements Root {
  /// Hears of a change; what it throws happens instead.
  interface Steps {
    void next(String step) throws IOException;
  }

  @Override
  public Spot spot(VirtualPath path, LinkHandling links) throws IOException {
    Spot spot = root.spot(path, links);
    return new Spot(new StepFolder(spot.folder(), steps), spot.directory(), spot.name());
  }

  @Override
  public Folder folder(VirtualPath directory) throws IOException {
    return new StepFolder(root.folder(directory), steps);
  }

  @Override
  public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
    return root.facts(path, links);
  }

  @Override
  public DirectoryCursor list(VirtualPath directory) throws IOException {
    return root.list(directory);
  }

  @Override
  public Reading read(VirtualPath file) throws IOException {
    return root.read(file);
  }

  @Override
  public void amend(VirtualPath path, Amendment amendment) throws IOException {
    root.amend(path, amendment);
  }

  @Override
  public long usableSpace(VirtualPath path) throws IOException {
    return root.usableSpace(path);
  }

  @Override
  public VirtualPath linkFree(VirtualPath directory) throws IOException {
    return root.linkFree(directory);
  }

  @Override
  public Set<Fact> settable() {
    return root.settable();
  }

  @Override
  public OptionalInt umask() {
    return root.umask();
  }

  @Override
  public void close() throws IOException {
    root.close();
  }

  private record StepFolder(Folder folder, Steps steps) implements Folder {
    @Override
    public String identity() {
      return folder.identity();
    }

    @Override
    public Optional<FileFacts> find(String name) throws IOException {
      return folder.find(name);
    }

    @Override
    public void requireWritable(Durability durability) throws IOException {
      folder.requireWritable(durability);
    }

    @Override
    public void requireWritable(String name) throws IOException {
      folder.requireWritable(name);
    }

    @Override
    public WritableFile create(String name) throws IOException {
      steps.next("create");
      return new StepFile(folder.create(name), steps);
    }

    @Override
    public WritableFile open(String name, Writing writing) throws IOException {
      steps.next("open");
      return new StepFile(folder.open(name, writing), steps);
    }

    @Override
    public ReadableByteChannel read(String name) throws IOException {
      return folder.read(name);
    }

    @Override
    public void createDirectory(String name, OptionalInt mode) throws IOException {
      steps.next("create directory");
      folder.createDirectory(name, mode);
    }

    @Override
    public void createSymbolicLink(String name, String target) throws IOException {
      steps.next("create link");
      folder.createSymbolicLink(name, target);
    }

    @Override
    public void deleteFile(String name) throws IOException {
      steps.next("delete");
      folder.deleteFile(name);
    }

    @Override
    public void deleteDirectory(String name) throws IOException {
      steps.next("delete directory");
      folder.deleteDirectory(name);
    }

    @Override
    public void rename(String name, Folder to, String newName, Existing existing)
        throws IOException {
      steps.next("rename");
      folder.rename(name, ((StepFolder) to).folder, newName, existing);
    }

    @Override
    public void force() throws IOException {
      steps.next("force directory");
      folder.force();
    }

    @Override
    public void close() throws IOException {
      folder.close();
    }
  }

  private record StepFile(WritableFile file, Steps steps) implements WritableFile {
    @Override
    public int write(ByteBuffer source) throws IOException {
      steps.next("write");
      return file.write(source);
    }

    @Override
    public void position(long octets) throws IOException {
      file.position(octets);
    }

    @Override
    public long size() throws IOException {
      return file.size();
    }

    @Override
    public void truncate(long octets) throws IOException {
      steps.next("truncate");
      file.truncate(octets);
    }

    @Override
    public void mode(int bits) throws IOException {
      steps.next("mode");
      file.mode(bits);
    }

    @Override
    public void force() throws IOException {
      steps.next("force");
      file.force();
    }

    @Override
    public void close() throws IOException {
      file.close();
    }
  }
}
