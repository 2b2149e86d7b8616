package io.ferryftp.tests.coding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Every combination of structure, type, mode, verb and portion, over sockets: it moves what it
/// should, or it is refused with 504 before 150, the portion is gone and the data port is not.
@Timeout(120)
final class CombinationTest {
  /// Lines with runs of spaces and zeros, an empty one, octets that are escapes somewhere, UTF-8.
  private static final byte[] CONTENT =
      "first\n\n   runs    of\0\0\0\0\0things\n\u00FF\u00FF\u00C3\u00A9\u0085\u0001\n"
          .getBytes(StandardCharsets.ISO_8859_1);

  private static final byte[] OTHER = "other\n".getBytes(StandardCharsets.US_ASCII);
  private static final String NAME = "listed";
  private static final int FIRST = 6;
  private static final int LAST = 11;

  private enum Verb {
    RETR,
    STOR,
    APPE,
    STOU,
    LIST,
    NLST,
    MLSD;

    private boolean isListing() {
      return this == LIST || this == NLST || this == MLSD;
    }
  }

  private enum Part {
    WHOLE,
    REST,
    RANG;

    private byte[] of(byte[] content) {
      return switch (this) {
        case WHOLE -> content;
        case REST -> Arrays.copyOfRange(content, FIRST, content.length);
        case RANG -> Arrays.copyOfRange(content, FIRST, LAST + 1);
      };
    }
  }

  private static Path home;
  private static EmbeddedServer server;

  @BeforeAll
  static void start(@TempDir Path directory) throws IOException {
    home = Files.createDirectories(directory.resolve("home"));
    Files.createDirectory(home.resolve("dir"));
    Files.write(home.resolve("dir").resolve(NAME), OTHER);
    Files.write(home.resolve("content"), CONTENT);
    Files.write(home.resolve("other"), OTHER);
    server = EmbeddedServer.over(home, directory.resolve("data"), config -> config);
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
  }

  @TestFactory
  Stream<DynamicNode> everyCombination() {
    var forms = new ArrayList<DynamicNode>();
    for (char structure : "FR".toCharArray()) {
      for (char type : "AEI".toCharArray()) {
        for (char mode : "SBCZ".toCharArray()) {
          var form = new WireForm(type, structure, mode);
          forms.add(dynamicContainer(String.join(", ", form.commands()), attempts(form)));
        }
      }
    }
    return forms.stream();
  }

  private static Stream<DynamicNode> attempts(WireForm form) {
    return Arrays.stream(Verb.values())
        .flatMap(verb ->
            Arrays.stream(Part.values())
                .map(part ->
                    dynamicTest(
                        part + " " + verb + (goes(form, verb, part) ? "" : ": 504"),
                        () -> attempt(form, verb, part))));
  }

  /// What RFC 959, RFC 3659 and the drafts have a meaning for, and is not refused by decision.
  private static boolean goes(WireForm form, Verb verb, Part part) {
    if (form.structure() == 'R') {
      boolean coded = form.type() != 'I' && form.mode() != 'Z';
      return coded && !verb.isListing() && part == Part.WHOLE;
    }
    if (verb == Verb.MLSD && form.type() == 'E') {
      return false;
    }
    boolean isFile = verb == Verb.RETR || verb == Verb.STOR;
    return switch (part) {
      case WHOLE -> true;
      case REST -> form.mode() == 'S' && verb != Verb.STOU;
      case RANG -> form.mode() == 'S' && isFile && form.type() != 'A';
    };
  }

  private static void attempt(WireForm form, Verb verb, Part part) throws IOException {
    Path target = home.resolve("target");
    Files.write(target, CONTENT);
    try (var client = server.login()) {
      for (String command : form.commands()) {
        client.expect(200, command);
      }
      try (Socket data = client.extendedPassive()) {
        switch (part) {
          case WHOLE -> {}
          case REST -> client.expect(350, "REST " + offset(form));
          case RANG -> client.expect(350, "RANG " + FIRST + " " + LAST);
        }
        if (goes(form, verb, part)) {
          done(client, data, form, verb, part);
        } else {
          client.expect(504, line(verb));
          assertThat(Files.readAllBytes(target)).isEqualTo(CONTENT);
          portIsKeptAndPortionIsNot(client, data);
        }
      }
    }
  }

  /// Where the second line begins in what is transferred.
  private static int offset(WireForm form) {
    return form.type() == 'A' ? FIRST + 1 : FIRST;
  }

  private static String line(Verb verb) {
    return switch (verb) {
      case RETR -> "RETR content";
      case STOR -> "STOR target";
      case APPE -> "APPE target";
      case STOU -> "STOU";
      case LIST, NLST, MLSD -> verb + " dir";
    };
  }

  private static void portIsKeptAndPortionIsNot(ControlClient client, Socket data)
      throws IOException {
    for (String command : List.of("TYPE I", "STRU F", "MODE S")) {
      client.expect(200, command);
    }
    client.expectOpening("RETR content");
    assertThat(data.getInputStream().readAllBytes()).isEqualTo(CONTENT);
    client.expect(226);
  }

  private static void done(ControlClient client, Socket data, WireForm form, Verb verb, Part part)
      throws IOException {
    if (verb.isListing()) {
      client.expectOpening(line(verb));
      byte[] listing = form.decode(data.getInputStream().readAllBytes());
      client.expect(226);
      String lineEnd = form.type() == 'I' ? "\r\n" : "\n";
      assertThat(new String(listing, StandardCharsets.UTF_8)).endsWith(NAME + lineEnd);
      return;
    }
    if (verb == Verb.RETR) {
      client.expectOpening(line(verb));
      byte[] content = form.decode(data.getInputStream().readAllBytes());
      client.expect(226);
      assertThat(content).isEqualTo(part.of(CONTENT));
      return;
    }
    byte[] sent = part == Part.RANG ? "sixsix".getBytes(StandardCharsets.US_ASCII) : OTHER;
    String opening = client.ask(line(verb)).text();
    data.getOutputStream().write(form.encode(sent));
    data.close();
    client.expect(226);
    Path stored =
        verb == Verb.STOU ? home.resolve(opening.replace("FILE: ", "")) : home.resolve("target");
    assertThat(Files.readAllBytes(stored)).isEqualTo(after(verb, part, sent));
  }

  /// What a target that held the content holds now.
  private static byte[] after(Verb verb, Part part, byte[] sent) {
    String before = string(CONTENT);
    String now =
        switch (verb) {
          case APPE -> (part == Part.REST ? before.substring(0, FIRST) : before) + string(sent);
          case STOR ->
              switch (part) {
                case WHOLE -> string(sent);
                case REST -> before.substring(0, FIRST) + string(sent);
                case RANG -> before.substring(0, FIRST) + string(sent) + before.substring(LAST + 1);
              };
          default -> string(sent);
        };
    return now.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static String string(byte[] octets) {
    return new String(octets, StandardCharsets.ISO_8859_1);
  }
}
