import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// Reads the reports of a test run and says how it went: failures, skipped tests with their reason,
/// the slowest classes, where the coverage is, and the total as the last line. The exit status is 0
/// only if the build went through, at least one test ran and none failed.
///
/// Arguments: the root of the sources, Maven's exit status, the seconds it took.
final class Summary {
  private static final int SLOWEST = 10;

  /// Where the reports of the second pass are, on the JDK's own engine of TLS.
  private static final String AGAIN = "surefire-reports-jsse";

  private final List<String> failures = new ArrayList<>();
  private final Map<String, List<String>> skipped = new TreeMap<>();
  private final Map<String, Double> seconds = new TreeMap<>();
  private int passed;
  private int passedAgain;

  void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    int built = Integer.parseInt(arguments[1]);
    for (Path report : reports(root)) {
      read(report);
    }
    printFailures();
    printSkipped(root);
    printSlowest();
    printPlaces(root, Long.parseLong(arguments[2]));
    if (built != 0) {
      System.out.println("The build broke; its first errors are above and in the log.");
    } else if (passed + failures.size() == 0) {
      System.out.println("No test ran.");
    }
    if (passedAgain > 0) {
      System.out.printf("%d of those that passed were tests on JSSE, run again.%n", passedAgain);
    }
    int skips = skipped.values().stream().mapToInt(List::size).sum();
    System.out.printf("%d passed, %d failed, %d skipped%n", passed, failures.size(), skips);
    System.exit(built == 0 && failures.isEmpty() && passed > 0 ? 0 : 1);
  }

  private static List<Path> reports(Path root) throws IOException {
    var found = new ArrayList<Path>();
    try (var modules = Files.newDirectoryStream(root, "ferry-*")) {
      for (Path module : modules) {
        for (String pass : List.of("surefire-reports", AGAIN)) {
          Path directory = module.resolve("target").resolve(pass);
          if (Files.isDirectory(directory)) {
            try (var files = Files.newDirectoryStream(directory, "TEST-*.xml")) {
              files.forEach(found::add);
            }
          }
        }
      }
    }
    found.sort(Comparator.naturalOrder());
    return found;
  }

  private void read(Path report) throws Exception {
    var suite =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(report.toFile())
            .getDocumentElement();
    boolean again = report.getParent().endsWith(AGAIN);
    String name = simple(suite.getAttribute("name")) + (again ? " on JSSE" : "");
    seconds.merge(name, number(suite.getAttribute("time")), Double::sum);
    var cases = suite.getElementsByTagName("testcase");
    for (int i = 0; i < cases.getLength(); i++) {
      var test = (Element) cases.item(i);
      String title = name + ": " + test.getAttribute("name");
      Element failure = child(test, "failure", "error");
      Element skip = child(test, "skipped");
      if (failure != null) {
        failures.add(title + "\n      " + firstLine(failure));
      } else if (skip != null) {
        skipped.computeIfAbsent(reason(skip), _ -> new ArrayList<>()).add(title);
      } else {
        passed++;
        passedAgain += again ? 1 : 0;
      }
    }
  }

  private void printFailures() {
    if (!failures.isEmpty()) {
      System.out.println("\nFailed");
      failures.forEach(failure -> System.out.println("  " + failure));
    }
  }

  private void printSkipped(Path root) throws IOException {
    Files.write(root.resolve("target/skipped.txt"), skipped.keySet());
    if (skipped.isEmpty()) {
      return;
    }
    System.out.println("\nSkipped");
    skipped.forEach(
        (reason, tests) -> {
          var classes = new TreeSet<String>();
          tests.forEach(test -> classes.add(test.substring(0, test.indexOf(':'))));
          System.out.printf(
              "  %d × %s (%s)%n", tests.size(), reason, String.join(", ", classes));
        });
  }

  private void printSlowest() {
    if (seconds.isEmpty()) {
      return;
    }
    System.out.println("\nSlowest classes");
    seconds.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(SLOWEST)
        .forEach(
            entry ->
                System.out.printf(
                    Locale.ROOT, "  %8.1f s  %s%n", entry.getValue(), entry.getKey()));
  }

  private static void printPlaces(Path root, long took) {
    System.out.println();
    Path coverage = root.resolve("ferry-tests/target/site/jacoco-aggregate/index.html");
    if (Files.exists(coverage)) {
      System.out.println("Coverage  " + root.relativize(coverage));
    }
    System.out.println("Log       target/check.log");
    System.out.printf("Time      %d min %02d s%n%n", took / 60, took % 60);
  }

  private static Element child(Element of, String... names) {
    for (Node node = of.getFirstChild(); node != null; node = node.getNextSibling()) {
      if (node instanceof Element element && List.of(names).contains(element.getTagName())) {
        return element;
      }
    }
    return null;
  }

  private static String reason(Element skip) {
    String message = skip.getAttribute("message");
    if (message.isBlank()) {
      message = skip.getTextContent().strip().lines().findFirst().orElse("no reason given");
    }
    return message
        .lines()
        .findFirst()
        .orElse("no reason given")
        .replaceFirst("^[\\w.]+Exception: ", "")
        .replaceFirst("^Assumption failed: ", "");
  }

  private static String firstLine(Element failure) {
    String message = failure.getAttribute("message").strip();
    String text = message.isEmpty() ? failure.getTextContent().strip() : message;
    return text.lines().limit(24).reduce((a, b) -> a + "\n      " + b).orElse("");
  }

  private static String simple(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static double number(String text) {
    return text.isEmpty() ? 0 : Double.parseDouble(text.replace(",", ""));
  }
}
