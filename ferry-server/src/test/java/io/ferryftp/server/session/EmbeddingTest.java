package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Origin;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.SiteCommand;
import io.ferryftp.server.config.TlsPolicy;
import io.ferryftp.storage.FileTree;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an embedding program hands in takes part in a session.
class EmbeddingTest {
  @ParameterizedTest(name = "{0} → {1}")
  @CsvSource(
      delimiter = '→',
      value = {
        "SITE ERASE a.txt → 200",
        "SITE erase a.txt → 200",
        "SITE ERASE → 501",
        "SITE ERASE missing → 550",
        "SITE ERASER a.txt → 504",
        "SITE CHMOD 644 a.txt → 200",
      })
  void siteFindsARegisteredCommand(String line, int code) {
    assertThat(withErase().code(line.strip())).isEqualTo(code);
  }

  @Test
  void aSiteCommandWorksInTheDirectoryOfTheSession() {
    HandlerBench bench = withErase();

    assertThat(bench.code("CWD dir", "SITE ERASE a.txt")).isEqualTo(550);
    assertThat(bench.send("SITE ERASE ../a.txt").text()).isEqualTo("Erased");
    assertThat(bench.tree.has("/a.txt")).isFalse();
  }

  @Test
  void siteHelpNamesTheRegisteredCommands() {
    assertThat(withErase().send("SITE HELP").lines())
        .containsSubsequence("HELP", "CHMOD <octal mode> <path>", "ERASE <path>");
  }

  @Test
  void theBuiltInWordsAreThoseThatCannotBeRegistered() {
    assertThat(new HandlerBench().loggedIn().send("SITE HELP").lines())
        .map(line -> line.split(" ", 2)[0])
        .filteredOn(word -> !word.equals("SITE") && !word.equals("End"))
        .containsExactlyInAnyOrderElementsOf(ServerConfig.BUILT_IN_SITE_WORDS);
  }

  @Test
  void theAuthenticatorIsToldBothEndsOfTheConnection() {
    var bench = new HandlerBench("192.0.2.7", TlsPolicy.OFF, Permission.ALL);

    assertThat(bench.code("USER anna", "PASS wrong")).isEqualTo(530);
    assertThat(bench.origins)
        .containsExactly(
            new Origin(
                HandlerBench.address("192.0.2.7", 40000), HandlerBench.address("192.0.2.7", 2121)));
  }

  private static HandlerBench withErase() {
    return new HandlerBench(config -> config.siteCommand(new Erase())).loggedIn();
  }

  private static final class Erase implements SiteCommand {
    @Override
    public String word() {
      return "ERASE";
    }

    @Override
    public String syntax() {
      return "<path>";
    }

    @Override
    public Result run(FileTree tree, VirtualPath directory, String arguments) throws IOException {
      if (arguments.isEmpty()) {
        return new BadArgument("A path is needed");
      }
      tree.deleteFile(directory.resolve(arguments));
      return new Done("Erased");
    }
  }
}
