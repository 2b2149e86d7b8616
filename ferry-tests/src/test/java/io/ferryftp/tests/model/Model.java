package io.ferryftp.tests.model;

import static io.ferryftp.tests.model.Prediction.reply;

import io.ferryftp.tests.model.State.Port;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/// What a session of Ferry must do, from the RFCs and Ferry's decisions alone. Command lines go in,
/// predictions come out; all text is octets, a character each.
///
/// A transfer that is answered with 150 runs until [#finish]; meanwhile come NOOP, STAT or ABOR.
public final class Model {
  private static final Map<String, String> ALIASES =
      Map.of("XCWD", "CWD", "XCUP", "CDUP", "XPWD", "PWD", "XMKD", "MKD", "XRMD", "RMD");
  private static final Set<String> KEEPING_PORTION =
      Set.of("PORT PASV EPRT EPSV LPRT LPSV CPSV ALLO REST RANG".split(" "));
  private static final Pattern FOREIGN =
      Pattern.compile("(GET|POST|PUT|HEAD|OPTIONS|EHLO|HELO|[^ ]+:)( .*)?");

  private final Files files;
  private final Setting setting;
  private State now = new State();
  private Optional<Function<String, Prediction>> running = Optional.empty();
  private int refusals;
  private int wrongPasswords;
  private int unknown;

  /// What the model has to be told.
  ///
  /// @param user the one who may log in
  /// @param host address of the server
  /// @param own address of the client, in dots
  /// @param dead a port at which nobody listens
  /// @param offers the verbs that have landed, and other offers such as `TYPE E`
  public record Setting(
      String user, String password, String host, String own, int dead, Set<String> offers) {}

  /// A new session over files that others may share.
  public Model(Files files, Setting setting) {
    this.files = files;
    this.setting = setting;
  }

  /// What the session has been told.
  public State now() {
    return now;
  }

  /// Takes the next command.
  ///
  /// @param payload what an upload would send, without mode and structure
  public Prediction step(String line, String payload) {
    int space = line.indexOf(' ');
    String word = space < 0 ? line : line.substring(0, space);
    String upper = word.matches("[A-Za-z0-9]+") ? word.toUpperCase(Locale.ROOT) : word;
    String verb = row(upper);
    boolean stranger = now.user.isEmpty();
    if (!verb.equals("RNTO")) {
      now.from = Optional.empty();
    }
    Prediction answer = admitted(line, verb, space < 0 ? "" : line.substring(space + 1), payload);
    int code = answer.codes().getLast();
    if (!KEEPING_PORTION.contains(verb) || (verb.startsWith("R") && code >= 500)) {
      now.portion(0, State.END);
    }
    if (code > 400 && Set.of("PORT", "EPRT", "LPRT").contains(verb)) {
      now.port = Port.NONE;
    }
    unknown = stranger ? unknown : code == 500 ? unknown + 1 : 0;
    refusals += stranger && code >= 400 ? 1 : 0;
    wrongPasswords += verb.equals("PASS") && code == 530 ? 1 : 0;
    return refusals > 10 || wrongPasswords > 2 || unknown > 50 ? reply(421) : answer;
  }

  private static String row(String word) {
    return ALIASES.getOrDefault(word, word);
  }

  /// Ends the running transfer.
  ///
  /// @param opening the text of its preliminary reply, which names the file of STOU
  public Prediction finish(String opening) {
    var ending = running.orElseThrow();
    running = Optional.empty();
    return ending.apply(opening);
  }

  private Prediction admitted(String line, String verb, String argument, String payload) {
    boolean stranger = now.user.isEmpty();
    if (!Syntax.knows(verb, false)) {
      return reply(stranger && FOREIGN.matcher(line).matches() ? 421 : 500);
    }
    if (!Syntax.knows(verb, stranger)) {
      return reply(530);
    }
    if (argument.indexOf('\0') >= 0) {
      return reply(501);
    }
    if (!setting.offers.contains(verb)) {
      return reply(502);
    }
    return Syntax.code(verb, argument, setting.offers)
        .map(Prediction::reply)
        .orElseGet(() -> answer(verb, argument, payload));
  }

  private Prediction answer(String verb, String argument, String payload) {
    String path = now.path(argument);
    String upper = argument.toUpperCase(Locale.ROOT);
    return switch (verb) {
      case "USER" -> done(331, () -> now = now.claimedBy(Optional.of(argument)));
      case "PASS" -> login(argument);
      case "REIN" -> done(220, () -> now = new State());
      case "QUIT" -> reply(221);
      case "HELP" -> reply(upper.isEmpty() || setting.offers.contains(row(upper)) ? 214 : 504);
      case "FEAT" -> features();
      case "OPTS" -> options(upper);
      case "CWD" -> files.isDirectory(path) ? done(250, () -> now.directory = path) : reply(550);
      case "CDUP" -> answer("CWD", "..", "");
      case "PWD" -> reply(257, now.quoted(now.directory));
      case "HOST" -> host(argument);
      case "PASV", "PORT", "EPRT", "EPSV", "LPRT", "LPSV" -> dataPort(verb, upper);
      case "CPSV" -> port(Port.NONE, 504);
      case "TYPE" -> done(200, () -> now.type = upper.equals("L 8") ? "I" : upper.substring(0, 1));
      case "STRU" -> done(200, () -> now.structure = upper);
      case "MODE" -> done(200, () -> now.mode = upper);
      case "REST" -> done(350, () -> now.portion(Long.parseLong(argument), State.END));
      case "RANG" -> range(argument.split(" "));
      case "RNFR" ->
          files.itself(path).isEmpty() ? reply(550) : done(350, () -> now.from = Optional.of(path));
      case "RNTO" -> reply(renamed(path));
      case "ABOR" -> abort();
      case "DELE" -> reply(files.delete(path));
      case "MKD" -> reply(files.makeDirectory(path, now.mode(0777))).saying(257, now.quoted(path));
      case "RMD" -> reply(files.removeDirectory(path));
      case "STAT" -> argument.isEmpty() ? ofSession() : new Listing(files, now).inReply(argument);
      case "MLST" -> new Listing(files, now).ofOne(path);
      case "RETR", "STOR", "STOU", "APPE", "LIST", "NLST", "MLSD" ->
          transfer(verb, argument, payload);
      default -> new Facts(files, now, setting.offers()).answer(verb, argument);
    };
  }

  private static Prediction done(int code, Runnable effect) {
    effect.run();
    return reply(code);
  }

  private Prediction login(String password) {
    if (now.claimed.isEmpty()) {
      return reply(503);
    }
    if (!now.claimed.get().equals(setting.user) || !password.equals(setting.password)) {
      return done(530, () -> now = now.claimedBy(Optional.empty()));
    }
    now.user = now.claimed;
    now.claimed = Optional.empty();
    return reply(230);
  }

  private Prediction host(String name) {
    return now.user.isPresent()
        ? reply(503)
        : name.equals(setting.host)
            ? done(220, () -> now = now.claimedBy(Optional.empty()))
            : reply(504);
  }

  private Prediction features() {
    var says = new ArrayList<>(List.of(now.digest + "*"));
    for (String fact : State.ALL_FACTS) {
      says.add(fact + (now.facts.contains(fact) ? "*;" : ";"));
    }
    return reply(211, says.toArray(String[]::new));
  }

  private Prediction options(String argument) {
    String option = argument.substring(argument.indexOf(' ') + 1);
    if (argument.startsWith("HASH")) {
      now.digest = argument.contains(" ") ? option : now.digest;
      return reply(200, now.digest);
    }
    if (argument.startsWith("UTF")) {
      return done(200, () -> now.names = option.equals("OFF") ? Text.LEGACY : Text.UTF_8);
    }
    List<String> wanted = Arrays.asList(option.split(";"));
    now.facts =
        State.ALL_FACTS.stream()
            .filter(fact -> wanted.contains(fact.toUpperCase(Locale.ROOT)))
            .toList();
    String shown = now.facts.isEmpty() ? "" : " " + String.join(";", now.facts) + ";";
    return reply(200, "200 MLST OPTS" + shown + "\n");
  }

  private Prediction dataPort(String verb, String argument) {
    if (argument.equals("2")) {
      return port(Port.NONE, 522);
    }
    if (argument.equals("ALL")) {
      now.extendedOnly = true;
      return port(Port.NONE, 200);
    }
    if (now.extendedOnly && !verb.equals("EPSV")) {
      return port(Port.NONE, 501);
    }
    if (verb.endsWith("V")) {
      return port(Port.PASSIVE, 227 + List.of("PASV", "LPSV", "EPSV").indexOf(verb));
    }
    var address = Syntax.address(verb, argument);
    int port = address.port();
    if (port == 0 || port > 0xFFFF) {
      return reply(501);
    }
    return port < 1024 || !Set.of(setting.own, "0.0.0.0").contains(address.host())
        ? reply(504)
        : port(port == setting.dead ? Port.DEAD : Port.ACTIVE, 200);
  }

  private Prediction port(Port port, int code) {
    return done(code, () -> now.port = port);
  }

  private Prediction range(String... bounds) {
    long first = Long.parseLong(bounds[0]);
    long last = Long.parseLong(bounds[1]);
    int backwards = first == 1 && last == 0 ? 350 : 501;
    return first > last
        ? done(backwards, () -> now.portion(0, State.END))
        : done(350, () -> now.portion(first, last));
  }

  private int renamed(String path) {
    Optional<String> from = now.from;
    now.from = Optional.empty();
    return from.map(old -> files.rename(old, path)).orElse(503);
  }

  private Prediction abort() {
    int code = running.isPresent() ? 426 : 225;
    running = Optional.empty();
    now.port = Port.NONE;
    return code == 426 ? reply(426).and(reply(226)) : reply(225);
  }

  private Prediction ofSession() {
    return reply(
        211,
        "Working directory " + now.shown(now.directory) + "\n",
        "TYPE " + now.type + ", STRU " + now.structure + ", MODE " + now.mode,
        switch (now.port) {
          case NONE -> "No data port chosen";
          case PASSIVE -> "Passive";
          case ACTIVE, DEAD -> "Active, to port";
        });
  }

  private Prediction transfer(String verb, String argument, String payload) {
    if (now.port == Port.NONE) {
      return reply(new Transfers(files, now).withoutPort(verb));
    }
    var begun = new Transfers(files, now).begin(verb, argument, payload);
    if (begun.code() == 150) {
      running = Optional.of(now.port == Port.DEAD ? _ -> reply(425) : begun.ending());
      now.port = Port.NONE;
    }
    return reply(begun.code());
  }
}
