package io.ferryftp.tests.faults;

import io.ferryftp.account.Account;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.storage.Amendment;
import io.ferryftp.storage.DirectoryCursor;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import io.ferryftp.storage.OpenFile;
import io.ferryftp.storage.Placement;
import io.ferryftp.storage.Storage;
import io.ferryftp.storage.Upload;
import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.util.OptionalInt;
import java.util.Set;

/// A storage whose calls fail as planned. A call that fails has done nothing, but for `write`,
/// which has written a half, and `close`, which has closed.
record FaultyStorage(Storage below, FaultPlan plan, Ledger ledger) implements Storage {
  @Override
  public FileTree open(Account account) throws IOException {
    plan.pass(Layer.STORAGE, "Storage.open");
    return new Tree(below.open(account), plan, ledger);
  }

  private record Tree(FileTree below, FaultPlan plan, Ledger ledger) implements FileTree {
    private void pass(String name) throws IOException {
      plan.pass(Layer.STORAGE, "FileTree." + name);
    }

    @Override
    public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
      pass("facts");
      return below.facts(path, links);
    }

    @Override
    public DirectoryCursor list(VirtualPath directory) throws IOException {
      pass("list");
      return new FaultyCursor(below.list(directory), plan, ledger);
    }

    @Override
    public OpenFile read(VirtualPath file, long offset) throws IOException {
      pass("read");
      OpenFile open = below.read(file, offset);
      return new OpenFile(
          open.channel() instanceof FileChannel channel
              ? new FaultyFile(channel, plan, ledger)
              : new FaultyReading(open.channel(), plan, ledger),
          open.facts());
    }

    @Override
    public Upload write(VirtualPath file, Placement placement) throws IOException {
      pass("write");
      return new FaultyUpload(below.write(file, placement), plan, ledger);
    }

    @Override
    public void createDirectory(VirtualPath directory) throws IOException {
      pass("createDirectory");
      below.createDirectory(directory);
    }

    @Override
    public void deleteFile(VirtualPath file) throws IOException {
      pass("deleteFile");
      below.deleteFile(file);
    }

    @Override
    public void deleteDirectory(VirtualPath directory) throws IOException {
      pass("deleteDirectory");
      below.deleteDirectory(directory);
    }

    @Override
    public void rename(VirtualPath from, VirtualPath to) throws IOException {
      pass("rename");
      below.rename(from, to);
    }

    @Override
    public void amend(VirtualPath path, Amendment amendment) throws IOException {
      pass("amend");
      below.amend(path, amendment);
    }

    // Several amendments at once are those of the contract: each of them can fail by itself.

    @Override
    public void createSymbolicLink(VirtualPath link, VirtualPath target) throws IOException {
      pass("createSymbolicLink");
      below.createSymbolicLink(link, target);
    }

    @Override
    public Set<Fact> settable() {
      plan.passPlain(Layer.STORAGE, "FileTree.settable");
      return below.settable();
    }

    @Override
    public OptionalInt umask() {
      plan.passPlain(Layer.STORAGE, "FileTree.umask");
      return below.umask();
    }

    @Override
    public FileTree withUmask(int umask) throws IOException {
      pass("withUmask");
      return new Tree(below.withUmask(umask), plan, ledger);
    }

    @Override
    public long usableSpace(VirtualPath path) throws IOException {
      pass("usableSpace");
      return below.usableSpace(path);
    }
  }
}
