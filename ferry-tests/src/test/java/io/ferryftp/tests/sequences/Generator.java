package io.ferryftp.tests.sequences;

import static io.ferryftp.tests.sequences.Step.octets;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;

/// Sequences of commands from a seed, with a weight on what goes wrong in servers: transfers over
/// every kind of data port, resumption, renames, refusals in the wrong state, odd names,
/// pipelining, and a new user in between.
final class Generator {
  static final String USER = "mo del";
  static final String PASSWORD = "se cret";

  private static final int MOST_SCENES = 9;

  private final Random random;
  private final Phrases phrases;
  private final List<Step> steps = new ArrayList<>();
  private int session;

  private Generator(long seed) {
    this.random = new Random(seed);
    this.phrases = new Phrases(random);
  }

  /// The tree that every sequence begins with.
  static Map<String, Optional<String>> tree() {
    var tree = new TreeMap<String, Optional<String>>();
    tree.put("/a", Optional.of("alpha\nbeta\r\ngamma"));
    tree.put("/d", Optional.empty());
    tree.put("/d/b", Optional.of("one\ntwo\nthree\n"));
    tree.put("/d/e", Optional.empty());
    tree.put("/x y", Optional.of(""));
    tree.put("/q\"uote", Optional.of("\r\n\n\r\u00ff"));
    tree.put("/.hid", Optional.of("h"));
    tree.put("/" + octets("ü"), Optional.of("u".repeat(2000)));
    return tree;
  }

  /// The sequence of a seed.
  static List<Step> sequence(long seed) {
    return new Generator(seed).all();
  }

  private List<Step> all() {
    int sessions = random.nextInt(3) == 0 ? 2 : 1;
    for (session = 0; session < sessions; session++) {
      if (random.nextInt(12) > 0) {
        login();
      }
    }
    for (int scenes = 1 + random.nextInt(MOST_SCENES); scenes > 0; scenes--) {
      session = random.nextInt(sessions);
      scene();
    }
    for (session = 0; session < sessions; session++) {
      Vocabulary.PROBES.forEach(this::add);
    }
    return List.copyOf(steps);
  }

  private void scene() {
    switch (random.nextInt(25)) {
      case 24 -> phrases.directory().forEach(this::add);
      case 16, 17 -> phrases.digest().forEach(this::add);
      case 18 -> add(phrases.ofTwoNames());
      case 19 -> change();
      case 20 -> masked();
      case 21 -> legacy();
      case 22, 23 -> linked();
      case 0, 1, 2 -> download();
      case 3, 4, 5 -> upload();
      case 6, 7 -> listing();
      case 8, 9 -> rename();
      case 10 -> interrupted();
      case 11 -> add(any(Vocabulary.PARAMETERS));
      case 12 -> another();
      case 13 -> add(any(Vocabulary.OF_NAME) + " " + name());
      default -> add(any(Commands.SIMPLE));
    }
    if (random.nextInt(4) == 0) {
      add(random.nextBoolean() ? any(Vocabulary.OF_NAME) + " " + name() : any(Commands.SIMPLE));
    }
  }

  private void login() {
    add("USER " + USER);
    if (random.nextInt(12) == 0) {
      add(any(Vocabulary.HOSTS));
    }
    add("PASS " + PASSWORD);
    if (random.nextInt(3) > 0) {
      add("TYPE I");
    }
  }

  /// Somebody else, or nobody, or the same again.
  private void another() {
    switch (random.nextInt(6)) {
      case 0 -> add("REIN");
      case 1 -> add("USER nobody");
      case 2 -> add("QUIT");
      case 3 -> add("USER " + USER);
      case 4 -> add("PASS wrong");
      default -> add(random.nextInt(8) > 0 ? "REIN" : "GET / HTTP/1.1");
    }
    for (int more = random.nextInt(12) == 0 ? 12 : random.nextInt(3); more > 0; more--) {
      add(random.nextBoolean() ? any(Commands.SIMPLE) : any(Vocabulary.OF_NAME) + " " + name());
    }
    if (random.nextInt(4) > 0) {
      login();
    }
  }

  /// What stands in front of a transfer, in the order of well-behaved clients or any other.
  private void prepare() {
    if (random.nextInt(4) == 0) {
      add(any(Vocabulary.PARAMETERS));
    }
    if (random.nextInt(5) == 0) {
      add(phrases.portion());
    }
    if (random.nextInt(10) > 0) {
      dataPort();
    }
    if (random.nextInt(4) == 0) {
      add(phrases.portion());
    }
    if (random.nextInt(8) == 0) {
      if (random.nextBoolean()) {
        add(any(Commands.SIMPLE));
      } else {
        dataPort();
      }
    }
  }

  private void download() {
    prepare();
    add("RETR " + name());
    again("RETR ");
  }

  private void upload() {
    prepare();
    String verb = any(List.of("STOR ", "STOR ", "STOR ", "APPE ", "APPE ", "STOU ", "STOU"));
    add(verb + (verb.equals("STOU") ? "" : name()), payload());
    again(verb.equals("STOU") ? "STOR " : verb);
  }

  /// Once more, with or without a data port of its own.
  private void again(String verb) {
    if (random.nextInt(3) == 0) {
      if (random.nextBoolean()) {
        dataPort();
      }
      add(verb + name(), payload());
    }
  }

  private void listing() {
    prepare();
    String verb = any(List.of("LIST", "NLST", "MLSD"));
    String options =
        verb.equals("MLSD")
            ? ""
            : any(List.of("", "", "", "-a ", "-l ", "-la ", "-R ", "-- ", "-x "));
    add((verb + " " + options + (random.nextInt(3) > 0 ? name() : "")).stripTrailing());
  }

  private void rename() {
    add("RNFR " + name());
    if (random.nextInt(5) == 0) {
      add(random.nextBoolean() ? any(Commands.SIMPLE) : any(Vocabulary.OF_NAME) + " " + name());
    }
    add("RNTO " + name());
    if (random.nextInt(4) == 0) {
      add("RNTO " + name());
    }
  }

  /// A transfer that stands still while urgent commands come, and often ends by one of them.
  private void interrupted() {
    prepare();
    String verb = any(List.of("RETR ", "STOR ", "APPE ", "STOU ", "LIST ", "NLST "));
    steps.add(new Step(session, verb + name(), payload(), true));
    for (int more = random.nextInt(3); more > 0; more--) {
      steps.add(new Step(session, any(List.of("NOOP", "STAT", "STAT d", "NOOP")), "", true));
    }
    if (random.nextInt(3) > 0) {
      add("ABOR");
    }
    add("PWD");
  }

  /// Facts, and who may see them.
  private void change() {
    if (random.nextInt(6) == 0) {
      add(any(List.of("MKD 20200102030405 a", "SITE COPY .hid \"20200102030405 a\"")));
      add("MDTM 20200102030405 a");
    }
    add(phrases.change());
    add(any(Vocabulary.CHOICES_OF_FACTS));
    add("MLST " + name());
  }

  /// New files and directories under another umask.
  private void masked() {
    add("SITE UMASK" + any(Vocabulary.UMASKS));
    switch (random.nextInt(4)) {
      case 0 -> add("MKD " + name());
      case 1 -> phrases.guardedCopy().forEach(this::add);
      case 2 -> {
        List.of("SITE CHMOD 640 a", "EPSV").forEach(this::add);
        add("STOR a", payload());
      }
      default -> upload();
    }
  }

  /// A link, and what may go wrong with it: its target or itself moves, or is replaced.
  private void linked() {
    add("SITE SYMLINK " + any(Vocabulary.LINKS));
    for (int more = random.nextInt(4); more > 0; more--) {
      switch (random.nextInt(8)) {
        case 0 -> add("SITE SYMLINK " + any(Vocabulary.LINKS));
        case 1 -> {
          add("RNFR " + any(Vocabulary.LINK_NAMES));
          add("RNTO " + any(Vocabulary.LINK_NAMES));
        }
        case 2 -> {
          dataPort();
          add(any(List.of("STOR ", "APPE ", "RETR ")) + any(Vocabulary.LINK_NAMES), payload());
        }
        case 3 -> {
          dataPort();
          add(any(List.of("LIST ", "NLST ", "MLSD ", "LIST -a ")) + any(Vocabulary.LINK_NAMES));
        }
        case 4 -> add(any(List.of("DELE ", "RMD ", "CWD ")) + any(Vocabulary.LINK_NAMES));
        default -> add(any(Vocabulary.OF_NAME) + " " + any(Vocabulary.LINK_NAMES));
      }
    }
  }

  /// What is said in octets of another time.
  private void legacy() {
    add("OPTS UTF8 OFF");
    for (int more = 1 + random.nextInt(4); more > 0; more--) {
      add(any(Vocabulary.OF_NAME) + " " + any(Vocabulary.LEGACY_NAMES));
    }
    switch (random.nextInt(4)) {
      case 0 -> add("OPTS UTF8 ON");
      case 1 -> add("PWD");
      default -> {
        dataPort();
        add(any(Vocabulary.TRANSFERS) + any(Vocabulary.LEGACY_NAMES), payload());
      }
    }
  }

  private String payload() {
    if (random.nextInt(3) > 0) {
      return any(Vocabulary.PAYLOADS);
    }
    var text = new StringBuilder();
    for (int i = random.nextInt(40); i > 0; i--) {
      text.append(any(List.of("a", "b", "\r", "\n", "\r\n", "\u00ff", "\0", " ")));
    }
    return text.toString();
  }

  private String name() {
    return phrases.name();
  }

  private void add(String line) {
    add(line, "");
  }

  private void add(String line, String payload) {
    steps.add(new Step(session, line, payload, random.nextInt(3) == 0));
  }

  /// A port is opened early only where the server cannot have been told to give it up already.
  private void dataPort() {
    boolean early = random.nextInt(4) == 0;
    String when = early ? "early" : "";
    String line = any(random.nextInt(4) > 0 ? Vocabulary.USUAL_DATA_PORTS : Vocabulary.DATA_PORTS);
    steps.add(new Step(session, line, when, !early && random.nextInt(2) == 0));
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
