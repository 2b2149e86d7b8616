package io.ferryftp.tests.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.tidy.SourceTree.TextFile;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules for pages and scripts.
final class PagesTest {
  private static final int DECISION_LINES = 80;

  /// A test that a page names: a class, or a class and its method.
  private static final Pattern TEST = Pattern.compile("`([A-Z]\\w*Test)(?:\\.([a-z]\\w*))?`");

  private static final Pattern LINK = Pattern.compile("\\[[^\\]]*]\\(([^)\\s]+)\\)");

  private static SourceTree tree = new SourceTree(Path.of(""), List.of());

  @BeforeAll
  static void read() throws IOException {
    tree = SourceTree.read();
    assertThat(tree.files(TextFile::isPage)).isNotEmpty();
  }

  @Test
  void linksLeadSomewhere() {
    var dead = new ArrayList<String>();
    for (TextFile page : tree.files(TextFile::isPage)) {
      var links = LINK.matcher(page.text());
      while (links.find()) {
        String target = links.group(1).replaceFirst("#.*", "");
        boolean ofOthers = target.matches("[a-z]+:.*");
        if (!ofOthers && !target.isEmpty() && Files.notExists(from(page, target))) {
          dead.add(page.path() + " → " + target);
        }
      }
    }
    assertThat(dead).isEmpty();
  }

  @Test
  void testsThatPagesNameExist() {
    var unknown = new ArrayList<String>();
    for (TextFile page : tree.files(TextFile::isPage)) {
      var names = TEST.matcher(page.text());
      while (names.find()) {
        String declared =
            names.group(2) == null ? "class " + names.group(1) : " " + names.group(2) + "(";
        boolean exists =
            tree.files(file -> file.name().equals(names.group(1) + ".java")).stream()
                .anyMatch(file -> file.text().contains(declared));
        if (!exists) {
          unknown.add(page.path() + " → " + names.group());
        }
      }
    }
    assertThat(unknown).isEmpty();
  }

  @Test
  void decisionsFitOnAPageAndAreListed() {
    String lists =
        tree
            .files(file ->
                file.path().endsWith("ARCHITECTURE.md")
                    || file.path().endsWith(Path.of("docs/adr/README.md")))
            .stream()
            .map(TextFile::text)
            .reduce("", String::concat);
    var wrong = new ArrayList<String>();
    for (TextFile page : tree.files(PagesTest::isDecision)) {
      if (page.lines().size() > DECISION_LINES) {
        wrong.add(page.path() + " has " + page.lines().size() + " lines");
      }
      if (!lists.contains(page.name())) {
        wrong.add(page.path() + " is not listed");
      }
    }
    assertThat(wrong).isEmpty();
  }

  @Test
  void scriptsAreWellFormedAndExecutable(@TempDir Path scratch) throws Exception {
    List<TextFile> scripts = tree.files(TextFile::isScript);
    assertThat(scripts).extracting(TextFile::name).contains("check", "run");
    Peer bash = Peer.require("bash");
    for (TextFile script : scripts) {
      Path file = tree.root().resolve(script.path());
      assertThat(file).isExecutable();
      bash.run(scratch, Duration.ofSeconds(30), List.of("-n", file.toString())).orFail();
    }
  }

  private static boolean isDecision(TextFile file) {
    return file.isPage() && file.path().startsWith("docs/adr") && !file.name().equals("README.md");
  }

  private static Path from(TextFile page, String target) {
    String name = URLDecoder.decode(target, StandardCharsets.UTF_8);
    return tree.root().resolve(page.path()).resolveSibling(name);
  }
}
