package io.ferryftp.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.protocol.command.Grammar;
import io.ferryftp.protocol.command.Phase;
import io.ferryftp.protocol.command.Trait;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.tests.harness.Answer;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import io.ferryftp.tests.harness.SampleFile;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/// Every row of [Verb], with every kind of argument, in every phase of a session, gives exactly one
/// final reply, from the set that its row allows.
final class VerbRowsTest {
  /// What a transfer that loses its data connection ends with.
  private static final Set<Integer> CUT_OFF = Set.of(426, 451);

  /// More than the buffers of a connection hold, so that a transfer nobody reads stalls.
  private static final int STALLING_BYTES = 16 << 20;

  private static EmbeddedServer server;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    Path served = Files.createDirectory(directory.resolve("served"));
    SampleFile.random(served.resolve("big"), 1, STALLING_BYTES);
    server = EmbeddedServer.over(served, directory.resolve("data"), config -> config);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @TestFactory
  Stream<DynamicContainer> beforeLogin() {
    return rows(VerbRowsTest::askBeforeLogin);
  }

  @TestFactory
  Stream<DynamicContainer> loggedIn() {
    return rows(VerbRowsTest::askLoggedIn);
  }

  @TestFactory
  Stream<DynamicContainer> duringATransfer() {
    return rows(VerbRowsTest::askDuringATransfer);
  }

  /// What is asked of every row with every argument.
  @FunctionalInterface
  private interface Question {
    void ask(Verb verb, Argument argument) throws IOException;
  }

  private static Stream<DynamicContainer> rows(Question question) {
    return Arrays.stream(Verb.values())
        .map(verb ->
            dynamicContainer(
                verb.name(),
                Arrays.stream(Argument.values())
                    .map(argument -> {
                      Executable test = () -> question.ask(verb, argument);
                      return dynamicTest(verb + ", argument " + argument, test);
                    })));
  }

  private static void askBeforeLogin(Verb verb, Argument argument) throws IOException {
    try (var client = ControlClient.connect(server.control())) {
      Answer answer = client.ask(argument.line(verb));
      // Strangers learn nothing of a verb that is not for them, not even whether it is well formed.
      Set<Integer> allowed =
          verb.phase() == Phase.LOGGED_IN ? Set.of(530) : allowed(verb, argument);
      assertThat(allowed).as("%s%n%s", verb, client.dialogue()).contains(answer.code());
      assertNothingElse(client, answer);
    }
  }

  private static void askLoggedIn(Verb verb, Argument argument) throws IOException {
    try (var client = server.login()) {
      client.send(argument.line(verb));
      Answer answer = client.finalReply();
      assertThat(allowed(verb, argument))
          .as("%s%n%s", verb, client.dialogue())
          .contains(answer.code());
      assertNothingElse(client, answer);
    }
  }

  /// An urgent verb is answered while the transfer stands still; the others wait until it is over.
  private static void askDuringATransfer(Verb verb, Argument argument) throws IOException {
    try (var client = server.login()) {
      Socket data = client.extendedPassive();
      Answer answer;
      Answer ofTransfer;
      try (data) {
        client.expectOpening("RETR big");
        data.getInputStream().readNBytes(1);
        client.send(argument.line(verb));
        if (!isAnsweredAtOnce(verb, argument)) {
          data.close();
          ofTransfer = client.finalReply();
          answer = client.finalReply();
        } else {
          answer = client.finalReply();
          data.close();
          ofTransfer = client.finalReply();
        }
      }
      assertThat(CUT_OFF).as("%s%n%s", verb, client.dialogue()).contains(ofTransfer.code());
      assertThat(allowed(verb, argument))
          .as("%s%n%s", verb, client.dialogue())
          .contains(answer.code());
      assertNothingElse(client, answer);
    }
  }

  private static boolean isAnsweredAtOnce(Verb verb, Argument argument) {
    if (verb != Verb.ABOR && verb != Verb.QUIT) {
      return verb.has(Trait.URGENT);
    }
    // ABOR is answered behind the transfer that it ends, QUIT behind the one that it waits for; but
    // both take no argument, and with one they are only wrong.
    return argument != Argument.NONE && argument != Argument.EMPTY;
  }

  /// What the row says, and what any verb may answer: 501 to an argument it cannot take, 500 to no
  /// verb at all, 530 where access is decided.
  private static Set<Integer> allowed(Verb verb, Argument argument) {
    var allowed = new TreeSet<>(verb.finals());
    if (argument != Argument.NONE || verb.grammar().landing() == Grammar.Landing.LANDED) {
      allowed.add(501);
    }
    if (verb == Verb.PASS || verb == Verb.USER || verb == Verb.ACCT) {
      allowed.add(530);
    }
    return allowed;
  }

  /// Nothing comes in between this command's reply and the next one's.
  private static void assertNothingElse(ControlClient client, Answer answer) throws IOException {
    if (answer.code() == 221) {
      assertThat(client.ended()).as(client.dialogue()).isTrue();
    } else {
      client.expect(200, "NOOP");
    }
  }
}
