package io.ferryftp.tests.model;

import static io.ferryftp.tests.model.Prediction.reply;

import io.ferryftp.tests.model.Prediction.Kind;
import java.util.List;
import java.util.function.Function;

/// How transfers begin, and what they come to once their data connection is there.
///
/// @param now the session that transfers
record Transfers(Files files, State now) {
  /// @param code of the first reply
  /// @param ending of the transfer, if that is 150; it takes the text of the first reply
  record Begun(int code, Function<String, Prediction> ending) {}

  Begun begin(String verb, String argument, String payload) {
    String path = now.path(argument);
    if (!isAllowed(verb)) {
      return refused(504);
    }
    return switch (verb) {
      case "RETR" -> retrieve(path);
      case "STOR" -> store(path, Text.received(payload, now));
      case "APPE" ->
          now.first > 0
              ? store(path, Text.received(payload, now))
              : append(path, Text.received(payload, now));
      case "STOU" -> unique(path, Text.received(payload, now));
      case "MLSD" -> facts(path);
      default ->
          sent(
              new Listing(files, now)
                  .ofPath(argument, verb.equals("LIST") ? Kind.LONG : Kind.NAMES));
    };
  }

  /// What a transfer without a data port is refused with.
  int withoutPort(String verb) {
    return isAllowed(verb) ? 425 : 504;
  }

  /// What goes together.
  private boolean isAllowed(String verb) {
    boolean listing = List.of("LIST", "NLST", "MLSD").contains(verb);
    boolean file = now.structure.equals("F");
    boolean records = !listing && !now.type.equals("I") && !now.mode.equals("Z");
    boolean plain = file && now.mode.equals("S");
    return (file || records)
        && (plain || (now.first == 0 && !now.isRanged()))
        && !(verb.equals("MLSD") && now.type.equals("E"))
        && !(now.isRanged() && (verb.equals("APPE") || now.type.equals("A")))
        && !((now.isRanged() || now.first > 0) && verb.equals("STOU"));
  }

  private static Begun refused(int code) {
    return new Begun(code, _ -> reply(code));
  }

  private static Begun sent(Prediction ending) {
    return ending.codes().getLast() == 226 ? new Begun(150, _ -> ending) : refused(550);
  }

  /// What a portion that does not lie in a file is refused with; 0 if it does.
  private int outside(int length) {
    return now.isRanged() && now.first >= length ? 551 : now.first > length ? 554 : 0;
  }

  private Begun retrieve(String path) {
    String octets = Text.sent(files.content(path).orElse(""), now);
    int refusal = files.content(path).isEmpty() ? 550 : outside(octets.length());
    if (refusal > 0) {
      return refused(refusal);
    }
    int end = now.isRanged() ? (int) Math.min(now.last, octets.length() - 1) + 1 : octets.length();
    String portion = octets.substring((int) now.first, end);
    return sent(reply(226).with(Kind.OCTETS, List.of(portion)));
  }

  private Begun store(String path, String data) {
    String old = files.content(path).orElse("");
    boolean missing = now.isRanged() && files.content(path).isEmpty();
    int outside = missing ? 550 : outside(Text.sent(old, now).length());
    int refusal = files.refusal(path) > 0 ? files.refusal(path) : outside;
    if (refusal > 0) {
      return refused(refusal);
    }
    int first = local(old);
    if (now.isRanged() && data.length() > Math.min(now.last, old.length() - 1) + 1 - first) {
      return new Begun(150, _ -> reply(552));
    }
    int end = Math.min(first + data.length(), old.length());
    String whole = old.substring(0, first) + data + (now.isRanged() ? old.substring(end) : "");
    return new Begun(150, _ -> stored(path, whole));
  }

  /// How much of a text lies before the offset; of a line end that is cut in two, nothing.
  private int local(String text) {
    int local = text.length();
    while (Text.sent(text.substring(0, local), now).length() > now.first) {
      local--;
    }
    return local;
  }

  private Begun append(String path, String data) {
    String whole = files.content(path).orElse("") + data;
    int refusal = files.refusal(path);
    return refusal > 0 ? refused(refusal) : new Begun(150, _ -> stored(path, whole));
  }

  /// The name is the server's choice and behind `FILE: `; it resembles the wish.
  private Begun unique(String wish, String data) {
    boolean inside = files.isDirectory(wish);
    String directory = inside ? wish : Files.parent(wish);
    if (!Files.fits(Files.name(wish)) && files.find(wish).isEmpty()) {
      return refused(files.isBelowFile(wish) ? 550 : 553);
    }
    return files.isDirectory(directory)
        ? new Begun(150, name -> stored(Files.resolve(directory, now.read(name)), data))
        : refused(550);
  }

  private Prediction stored(String path, String content) {
    files.put(path, content, now.mode(0666));
    return reply(226);
  }

  private Begun facts(String path) {
    if (files.isDirectory(path)) {
      return sent(reply(226).with(Kind.FACTS, new Listing(files, now).facts(path)));
    }
    return refused(files.content(path).isPresent() || files.isBelowFile(path) ? 501 : 550);
  }
}
