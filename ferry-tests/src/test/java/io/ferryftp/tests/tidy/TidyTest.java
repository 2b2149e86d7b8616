package io.ferryftp.tests.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.tests.tidy.SourceTree.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The rules for code that neither the compiler nor the formatter knows.
final class TidyTest {
  private static final int FILE_LINES = 300;
  private static final int METHOD_LINES = 70;
  private static final int COLUMNS = 100;

  /// Files that may be longer, and why.
  private static final Map<String, String> LONG_FILES =
      Map.of(
          "Command.java", "a closed family of records, one a verb; Java wants them in one file",
          "Talk.java", "what is heard and what is said depend on each other",
          "Verb.java", "one table, a row a verb; the formatter spreads its rows",
          "LocalTree.java", "the whole contract of storage, which should be read in one place");

  private static final Pattern TYPE_NAME =
      Pattern.compile("^\\s*(?:[a-z-]+ )*(?:class|interface|record|enum) (\\w+)\\b.*[({]?$");
  private static final Pattern WITHOUT_JOB =
      Pattern.compile("Abstract[A-Z].*|.*(Util|Utils|Helper|Manager|Impl)");
  private static final Pattern PUBLIC_TYPE =
      Pattern.compile("^public (?:[a-z-]+ )*(?:class|interface|record|enum|@interface) .*");
  private static final Pattern METHOD_START = Pattern.compile("^( {2}| {4})[\\w<].*\\(.*");

  // Put together, so that this file does not find itself.
  private static final Pattern UNFINISHED =
      Pattern.compile("\\b(TO" + "DO|FIX" + "ME|X" + "XX)\\b");
  private static final Pattern SLEEP = Pattern.compile("Thread\\s*\\.\\s*sle" + "ep");
  private static final Pattern DISABLED = Pattern.compile("@Dis" + "abled\\b");
  private static final Pattern NOT_FOR_OTHERS =
      Pattern.compile(
          "/ro" + "ot/|/wo" + "rk/|/tmp/w" + "t|repo1?\\.mav" + "en|(?i)\\bissue #?\\d");

  private static SourceTree tree = new SourceTree(Path.of(""), List.of());

  @BeforeAll
  static void read() throws IOException {
    tree = SourceTree.read();
    assertThat(tree.files(TextFile::isMainJava)).hasSizeGreaterThan(20);
  }

  @Test
  void filesAreShort() {
    assertThat(tree.files(TextFile::isMainJava))
        .filteredOn(file -> !LONG_FILES.containsKey(file.name()))
        .filteredOn(file -> file.lines().size() > FILE_LINES)
        .extracting(file -> file.path() + " has " + file.lines().size() + " lines")
        .isEmpty();
  }

  @Test
  void methodsAreShort() {
    var found = new ArrayList<String>();
    for (TextFile file : tree.files(TextFile::isJava)) {
      List<String> lines = file.lines();
      for (int start = 0; start < lines.size(); start++) {
        int length = methodLength(lines.subList(start, lines.size()));
        if (length > METHOD_LINES) {
          found.add(file.at(start) + " is " + length + " lines long");
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void linesAreShort() {
    assertThat(
            linesWhere(
                file -> file.isJava() || file.isScript(),
                line ->
                    line.codePointCount(0, line.length()) > COLUMNS && !line.startsWith("import ")))
        .isEmpty();
  }

  @Test
  void thereAreNoTabs() {
    assertThat(linesWhere(_ -> true, line -> line.indexOf('\t') >= 0)).isEmpty();
  }

  @Test
  void linesEndInNoBlanks() {
    assertThat(linesWhere(_ -> true, line -> line.endsWith(" ") || line.endsWith("\r"))).isEmpty();
  }

  @Test
  void filesEndWithALineEnd() {
    assertThat(tree.files(file -> !file.text().isEmpty() && !file.text().endsWith("\n")))
        .extracting(TextFile::path)
        .isEmpty();
  }

  @Test
  void nothingIsLeftUnfinished() {
    assertThat(linesWhere(_ -> true, UNFINISHED.asPredicate())).isEmpty();
  }

  @Test
  void nothingSleeps() {
    assertThat(linesWhere(TextFile::isJava, SLEEP.asPredicate())).isEmpty();
  }

  @Test
  void noTestIsSwitchedOff() {
    assertThat(linesWhere(TextFile::isJava, DISABLED.asPredicate())).isEmpty();
  }

  @Test
  void nothingSpeaksOfTheMachineItWasWrittenOn() {
    assertThat(linesWhere(_ -> true, NOT_FOR_OTHERS.asPredicate())).isEmpty();
  }

  @Test
  void typesAreNamedAfterTheirJob() {
    var found = new TreeSet<String>();
    for (TextFile file : tree.files(TextFile::isJava)) {
      for (String line : file.lines()) {
        var matcher = TYPE_NAME.matcher(line);
        if (matcher.matches() && WITHOUT_JOB.matcher(matcher.group(1)).matches()) {
          found.add(file.path() + ": " + matcher.group(1));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void publicTypesSayWhatTheyAre() {
    var found = new ArrayList<String>();
    for (TextFile file : tree.files(TextFile::isMainJava)) {
      List<String> lines = file.lines();
      for (int i = 0; i < lines.size(); i++) {
        if (PUBLIC_TYPE.matcher(lines.get(i)).matches() && !isDocumented(lines, i)) {
          found.add(file.at(i));
        }
      }
    }
    assertThat(found).isEmpty();
  }

  @Test
  void packagesSayWhatTheyAre() {
    assertThat(tree.files(file -> file.isJava() && !file.name().equals("module-info.java")))
        .extracting(file -> tree.root().resolve(file.path()).resolveSibling("package-info.java"))
        .filteredOn(info -> info.toString().matches(".*/(src/main|ferry-tests)/.*"))
        .filteredOn(Files::notExists)
        .isEmpty();
  }

  /// The lines of the method that begins with the first line; 0 if none does. The formatter puts
  /// members two blanks in, those of nested types four, and their ends as far in as their
  /// beginnings.
  private static int methodLength(List<String> lines) {
    var start = METHOD_START.matcher(lines.getFirst());
    if (!start.matches() || TYPE_NAME.matcher(lines.getFirst()).matches()) {
      return 0;
    }
    String end = start.group(1) + "}";
    for (int i = 1; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith(start.group(1) + " ")) {
        return line.equals(end) ? i + 1 : 0; // Anything else ends a statement or a declaration.
      }
    }
    return 0;
  }

  private static boolean isDocumented(List<String> lines, int type) {
    int above = type - 1;
    while (above >= 0 && lines.get(above).matches("(@|// ).*")) {
      above--;
    }
    return above >= 0 && lines.get(above).startsWith("///");
  }

  private static List<String> linesWhere(Predicate<TextFile> files, Predicate<String> bad) {
    var found = new ArrayList<String>();
    for (TextFile file : tree.files(files)) {
      List<String> lines = file.lines();
      for (int i = 0; i < lines.size(); i++) {
        if (bad.test(lines.get(i))) {
          found.add(file.at(i) + " " + lines.get(i).strip());
        }
      }
    }
    return found;
  }
}
