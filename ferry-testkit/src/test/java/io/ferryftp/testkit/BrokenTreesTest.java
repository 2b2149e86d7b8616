package io.ferryftp.testkit;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// The contract finds trees that break it, and says in which sentence.
final class BrokenTreesTest {
  @Test
  void aTreeThatPassesEverythingOnFailsNothing() {
    var run = JUnitRun.of(Sound.class);
    assertThat(run.failed()).as(run.why()).isEmpty();
    assertThat(run.passed()).hasSizeGreaterThan(60);
  }

  @Test
  void aTreeThatSaysItKeepsNothingIsAskedForLess() {
    var run = JUnitRun.of(KeepsNothing.class);
    assertThat(run.failed()).as(run.why()).isEmpty();
    assertThat(run.passed())
        .contains("anInterruptedUploadIsKeptOrGone")
        .doesNotContain("itIsResumedAtItsEnd");
  }

  @Test
  void aCloseThatCommitsIsFound() {
    assertThat(JUnitRun.of(CommitsOnClose.class).failed())
        .contains("anUploadThatIsClosedIsDiscarded", "nothingChangesBeforeTheFirstOctet");
  }

  @Test
  void aSuspendThatCommitsIsFound() {
    assertThat(JUnitRun.of(CommitsOnSuspend.class).failed())
        .contains("anInterruptedUploadIsNeitherListedNorRead", "itNeverShadowsACommittedFile");
  }

  @Test
  void anUploadThatIsSeenTooEarlyIsFound() {
    assertThat(JUnitRun.of(WritesAtOnce.class).failed())
        .contains("nobodySeesAnUploadBeforeItsCommit");
  }

  @Test
  void anOffsetThatIsForgottenIsFound() {
    assertThat(JUnitRun.of(ForgetsOffsets.class).failed())
        .containsExactlyInAnyOrder(
            "readingBeginsAtTheOffset", "aReaderKeepsTheContentThatItOpened");
  }

  @Test
  void aRenameThatReplacesNothingIsFound() {
    assertThat(JUnitRun.of(ReplacesNothing.class).failed())
        .containsExactlyInAnyOrder("aFileIsRenamedOverAFile", "aFileRenamedToItselfStays");
  }

  @Test
  void accountsThatSeeEachOthersUploadsAreFound() {
    assertThat(JUnitRun.of(OneForAll.class).failed())
        .containsExactly("nobodyElseKnowsOfAnInterruptedUpload");
  }

  @Test
  void factsWithoutANameAreFound() {
    assertThat(JUnitRun.of(FormalFacts.class).failed())
        .contains("factsTellNameTypeAndSize", "itsAccountLearnsItsNameAndLength");
  }

  @Test
  void aListingThatRepeatsItselfIsFound() {
    assertThat(JUnitRun.of(ListsTwice.class).failed())
        .contains("aListingHasEveryEntryOnceAndItsFacts");
  }

  @Test
  void aChangeThatIsHalfMadeIsFound() {
    assertThat(JUnitRun.of(AmendsHalf.class).failed())
        .containsExactlyInAnyOrder(
            "severalFactsAreChangedAllOrNone", "severalFactsAreChangedAtOnceAndTold");
  }

  @Test
  void aUmaskThatIsForgottenIsFound() {
    assertThat(JUnitRun.of(ForgetsUmask.class).failed())
        .containsExactly("newFilesLackTheBitsOfTheUmaskOrNobodyChooses");
  }

  /// The trees of memory, changed in one way.
  abstract static class Changed implements FileTreeContract {
    private final MemoryStorage memory = new MemoryStorage();

    abstract FileTree change(FileTree tree);

    @Override
    public Storage storage() {
      return account -> change(memory.open(account));
    }

    @Override
    public String home() {
      return "/";
    }
  }

  static final class Sound extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return new PassingTree(tree);
    }
  }

  private static FileTree uploading(FileTree tree, UnaryOperator<Upload> change) {
    return new PassingTree(tree) {
      @Override
      public Upload write(VirtualPath file, Placement placement) throws IOException {
        return change.apply(super.write(file, placement));
      }
    };
  }

  static final class CommitsOnClose extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return uploading(
          tree,
          upload ->
              new PassingTree.PassingUpload(upload) {
                @Override
                public void close() throws IOException {
                  if (upload.isOpen()) {
                    upload.commit();
                  }
                }
              });
    }
  }

  static final class CommitsOnSuspend extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return uploading(
          tree,
          upload ->
              new PassingTree.PassingUpload(upload) {
                @Override
                public void suspend() throws IOException {
                  upload.commit();
                }
              });
    }
  }

  static final class WritesAtOnce extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return new PassingTree(tree) {
        @Override
        public Upload write(VirtualPath file, Placement placement) throws IOException {
          if (!(placement instanceof Placement.Replace)) {
            return super.write(file, placement);
          }
          try (var empty = super.write(file, placement)) {
            empty.commit();
          }
          return super.write(file, new Placement.Append());
        }
      };
    }
  }

  static final class ForgetsOffsets extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return new PassingTree(tree) {
        @Override
        public OpenFile read(VirtualPath file, long offset) throws IOException {
          return super.read(file, 0);
        }
      };
    }
  }

  static final class ReplacesNothing extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return new PassingTree(tree) {
        @Override
        public void rename(VirtualPath from, VirtualPath to) throws IOException {
          try {
            super.facts(to, LinkHandling.ITSELF);
          } catch (NoSuchFileException e) {
            super.rename(from, to);
            return;
          }
          throw new FileAlreadyExistsException(to.toString());
        }
      };
    }
  }

  static final class KeepsNothing extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return uploading(
          tree,
          upload ->
              new PassingTree.PassingUpload(upload) {
                @Override
                public void suspend() throws IOException {
                  upload.close();
                }
              });
    }

    @Override
    public Suspended suspended() {
      return Suspended.DISCARDED;
    }
  }

  static final class OneForAll extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return tree;
    }

    @Override
    public Storage storage() {
      Storage memory = super.storage();
      return account ->
          memory.open(new Account("everybody", account.home(), account.permissions()));
    }
  }

  static final class FormalFacts extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return new PassingTree(tree) {
        @Override
        public FileFacts facts(VirtualPath path, LinkHandling links) throws IOException {
          return super.facts(path, links).named("");
        }
      };
    }
  }

  static final class AmendsHalf extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return new PassingTree(tree) {
        @Override
        public Set<Fact> settable() {
          return EnumSet.of(Fact.MODIFY, Fact.UNIX_MODE);
        }

        @Override
        public void amend(VirtualPath path, Amendment amendment) throws IOException {
          if (amendment instanceof Amendment.Created) {
            throw new AccessDeniedException(path.toString());
          }
          super.amend(path, amendment);
        }

        @Override
        public FileFacts amend(VirtualPath path, List<Amendment> amendments) throws IOException {
          FileFacts before = super.facts(path, LinkHandling.FOLLOW);
          for (Amendment amendment : amendments) {
            amend(path, amendment);
          }
          return before;
        }
      };
    }
  }

  static final class ForgetsUmask extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return new PassingTree(tree) {
        @Override
        public FileTree withUmask(int umask) {
          return this;
        }
      };
    }
  }

  static final class ListsTwice extends Changed {
    @Override
    FileTree change(FileTree tree) {
      return new PassingTree(tree) {
        @Override
        public DirectoryCursor list(VirtualPath directory) throws IOException {
          return new Twice(super.list(directory), super.list(directory));
        }
      };
    }
  }

  private static final class Twice implements DirectoryCursor {
    private final DirectoryCursor first;
    private final DirectoryCursor second;
    private DirectoryCursor current;

    Twice(DirectoryCursor first, DirectoryCursor second) {
      this.first = first;
      this.second = second;
      this.current = first;
    }

    @Override
    public boolean next() throws IOException {
      if (current.next()) {
        return true;
      }
      current = second;
      return second.next();
    }

    @Override
    public String name() {
      return current.name();
    }

    @Override
    public FileFacts facts() throws IOException {
      return current.facts();
    }

    @Override
    public void close() throws IOException {
      first.close();
      second.close();
    }
  }
}
