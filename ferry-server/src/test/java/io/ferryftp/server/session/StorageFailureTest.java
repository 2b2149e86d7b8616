package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.transfer.TransferJob;
import io.ferryftp.server.transfer.TransferOutcome;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Storage that fails, in every way and at every call: whatever comes of it, a verb's final reply
/// is one that its row in [Verb] allows.
class StorageFailureTest {
  @ParameterizedTest
  @EnumSource
  void everyFinalReplyIsInTheRowOfItsVerb(Verb verb) throws IOException {
    var wrong = new TreeSet<String>();
    for (String dialogue : dialogues(verb)) {
      for (StorageFailure failure : StorageFailure.values()) {
        boolean struck = true;
        for (int good = 0; struck; good++) {
          var play = new Play(failure, good);
          for (Reply last : play.finals(dialogue)) {
            if (!HandlerBench.allowed(verb.name()).contains(last.code().number())) {
              wrong.add("%s, %s, %d good: %s".formatted(dialogue, failure, good, last));
            }
          }
          struck = play.files.hasStruck();
          assertThat(struck || good > 0 || failure != StorageFailure.INPUT_OUTPUT)
              .as(dialogue + " asks storage")
              .isTrue();
        }
      }
    }
    assertThat(wrong).isEmpty();
  }

  /// The verbs without a dialogue here need none.
  @ParameterizedTest
  @EnumSource
  void whoeverIsNotAskedHereAsksStorageForNothing(Verb verb) throws IOException {
    if (!dialogues(verb).isEmpty()) {
      return;
    }
    for (String argument : List.of("", " a.txt", " 1", " 1 2", " UTF8 ON", " ON", " anna")) {
      var play = new Play(StorageFailure.INPUT_OUTPUT, 0);
      assertThat(play.finals(verb.name() + argument)).hasSize(1);
      assertThat(play.files.hasStruck()).as(verb + argument).isFalse();
    }
  }

  @Test
  void aTreeThatCannotBeOpenedIsNoLogin() {
    var bench =
        new HandlerBench()
            .serving(_ -> {
              throw StorageFailure.INPUT_OUTPUT.make();
            });
    assertThat(bench.code("USER anna", "PASS secret")).isEqualTo(530);
    assertThat(bench.code("PWD")).isEqualTo(530);
  }

  /// The lines that have a verb ask storage for something; in front of the last there are those
  /// that it needs.
  private static List<String> dialogues(Verb verb) {
    return switch (verb) {
      case CWD -> List.of("CWD dir");
      case CDUP -> List.of("CWD dir | CDUP");
      case RETR -> List.of("PASV | RETR a.txt", "PASV | REST 1 | RETR a.txt");
      case STOR ->
          List.of("PASV | STOR new", "PASV | REST 1 | STOR a.txt", "PASV | REST 99 | STOR a.txt");
      case STOU -> List.of("PASV | STOU", "PASV | STOU dir");
      case APPE ->
          List.of("PASV | APPE a.txt", "PASV | REST 1 | APPE a.txt", "PASV | REST 99 | APPE a.txt");
      case RNFR -> List.of("RNFR a.txt");
      case RNTO -> List.of("RNFR a.txt | RNTO b.txt");
      case DELE -> List.of("DELE a.txt");
      case RMD -> List.of("RMD dir");
      case MKD -> List.of("MKD new");
      case LIST -> List.of("PASV | LIST", "PASV | LIST *.txt", "PASV | LIST -R");
      case NLST -> List.of("PASV | NLST", "PASV | NLST *.txt", "PASV | NLST a.txt");
      case MLSD -> List.of("PASV | MLSD", "PASV | MLSD a.txt");
      case MLST -> List.of("MLST", "MLST a.txt");
      case STAT -> List.of("STAT dir", "STAT a.txt", "STAT *.txt");
      case SIZE -> List.of("SIZE a.txt", "TYPE I | SIZE a.txt");
      case MDTM -> List.of("MDTM a.txt", "MDTM 20260102030405 a.txt");
      case MFMT -> List.of("MFMT 20260102030405 a.txt");
      case MFF -> List.of("MFF Modify=20260102030405;UNIX.mode=0600; a.txt");
      case MFCT -> List.of("MFCT 20260102030405 a.txt");
      case HASH -> List.of("HASH a.txt", "RANG 1 2 | HASH a.txt");
      case XCRC, XMD5, XSHA1, XSHA256, XSHA512 ->
          List.of(verb + " a.txt", verb + " a.txt 1 2", verb + " a.txt 2 1");
      case AVBL -> List.of("AVBL");
      case SITE ->
          List.of(
              "SITE CHMOD 600 a.txt",
              "SITE COPY a.txt b.txt",
              "SITE SYMLINK a.txt b",
              "SITE UTIME 20260102030405 a.txt",
              "SITE UMASK 077");
      default -> List.of();
    };
  }

  /// One dialogue with a storage that fails in its last line.
  private static final class Play {
    private final HandlerBench bench = new HandlerBench();
    private final FailingTree files = new FailingTree(bench.tree);
    private final StorageFailure failure;
    private final int good;

    Play(StorageFailure failure, int good) {
      this.failure = failure;
      this.good = good;
    }

    /// The final reply to the last line, or those that a transfer that has begun can end with.
    List<Reply> finals(String dialogue) throws IOException {
      bench.serving(_ -> files.tree()).loggedIn();
      List<String> lines = List.of(dialogue.split(" \\| "));
      lines.subList(0, lines.size() - 1).forEach(bench::send);
      files.failFrom(failure, good);
      Step step = bench.step(lines.getLast());
      if (!(step instanceof Step.Begin(_, _, var job))) {
        return List.of(bench.reply(step));
      }
      var finals = new ArrayList<Reply>();
      if (failure.isOf(job instanceof TransferJob.Store ? "write" : "read")) {
        finals.add(TransferReplies.of(new TransferOutcome.StorageFailed(failure.make())));
      }
      files.failFrom(failure, Integer.MAX_VALUE);
      job.close();
      return finals;
    }
  }
}
