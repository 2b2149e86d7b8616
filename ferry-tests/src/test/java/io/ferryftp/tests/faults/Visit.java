package io.ferryftp.tests.faults;

import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/// What a client does in one session, what it was told, and what must therefore be true of the
/// files when it has gone.
final class Visit {
  /// Something that is so or not.
  @FunctionalInterface
  interface State {
    boolean isSo() throws IOException;
  }

  /// What storage says of an entry that a listing may then do without.
  private static final Set<Fault> HIDING =
      EnumSet.of(Fault.NO_SUCH_FILE, Fault.ACCESS_DENIED, Fault.NOT_DIRECTORY);

  private final FaultClient client;
  private final Shelf shelf;
  private final FaultPlan plan;
  private final Ledger ledger;
  private final Recorder recorder;
  private final Claims claims = new Claims();

  Visit(FaultClient client, Shelf shelf, FaultPlan plan, Ledger ledger, Recorder recorder) {
    this.client = client;
    this.shelf = shelf;
    this.plan = plan;
    this.ledger = ledger;
    this.recorder = recorder;
  }

  Shelf shelf() {
    return shelf;
  }

  Claims claims() {
    return claims;
  }

  /// A command that should have this reply.
  void ask(int code, String line) throws IOException {
    claims.expect(code, line, client.ask(line));
  }

  /// The session still answers, whatever has failed before.
  void alive() throws IOException {
    int code = client.ask("NOOP");
    if (code != 200) {
      claims.wrong("NOOP → " + code);
    }
  }

  /// A command that should have this reply, and then makes `after` so; with any other reply it
  /// leaves `before` so, and with none it may have done the one or the other.
  void change(int code, String line, State before, State after) throws IOException {
    var told = new int[1];
    claims.add(() -> {
      boolean wrong =
          told[0] == 0
              ? !before.isSo() && !after.isSo()
              : told[0] == code ? !after.isSo() : !before.isSo();
      return wrong ? Optional.of(line + " → " + told[0] + " is not true") : Optional.empty();
    });
    try {
      told[0] = client.ask(line);
      claims.expect(code, line, told[0]);
    } catch (ControlEndedException e) {
      told[0] = client.wasDismissed() ? 421 : 0;
      throw e;
    }
  }

  /// A digest of a file; if one is told, it is the right one.
  void digest(int code, String line, String hex) throws IOException {
    String reply = client.askText(line);
    claims.expect(code, line, FaultClient.code(reply));
    if (FaultClient.code(reply) == code && !reply.toLowerCase(Locale.ROOT).contains(hex)) {
      claims.wrong(line + " → " + reply + " instead of " + hex);
    }
  }

  /// A command that nobody may give now.
  void refused(String line) throws IOException {
    int code = client.ask(line);
    claims.expect(530, line, code);
    if (code < 400) {
      claims.wrong(line + " → " + code);
    }
  }

  /// REIN, and another login.
  void becomes(String user) throws IOException {
    claims.expect(220, "REIN", client.reinitialise());
    refused("DELE old");
    ask(331, "USER " + user);
    ask(230, "PASS x");
    ask(200, "TYPE I");
  }

  /// The other end of data connections is another server from now on.
  void becomeServer() throws IOException {
    if (client.setting().protection() == Setting.Protection.TLS) {
      claims.expect(200, "SSCN ON", client.becomeServer());
    }
  }

  /// From now on, data ports are agreed on in this way.
  void speak(PortLanguage language) {
    client.speak(language);
  }

  /// SITE UMASK: if it is told to be in force, the file that will be made is its owner's alone.
  void umask(String path) throws IOException {
    String line = "SITE UMASK 077";
    int code = client.ask(line);
    claims.expect(200, line, code);
    claims.add(() -> {
      int expected = code == 200 ? 0600 : shelf.mode("/old");
      return !shelf.exists(path) || shelf.mode(path) == expected
          ? Optional.empty()
          : Optional.of("%s → %d, but %s has %o".formatted(line, code, path, shelf.mode(path)));
    });
  }

  /// SITE SYMLINK, where there are links.
  void symlink() throws IOException {
    String line = "SITE SYMLINK old link";
    if (client.setting().place() == Setting.Place.MEMORY) {
      ask(550, line);
      return;
    }
    change(200, line, () -> !shelf.exists("/link"), () -> shelf.has("/link", Shelf.OLD));
  }

  /// An upload; 226 means that the file is whole, and anything else that it is not.
  void upload(String command, String path, byte[] sent, Effect effect) throws IOException {
    Optional<byte[]> before = shelf.content(path);
    var told = new ArrayList<Integer>();
    claims.add(() -> {
      Optional<byte[]> now = shelf.content(path);
      boolean isDone = effect.isDone(now);
      boolean isUndone = effect.isUndone(before, now);
      boolean isCut = endsUnheard() && effect.isCut(before, now);
      boolean fine =
          told.isEmpty() ? isDone || isUndone || isCut : told.getFirst() == 226 ? isDone : isUndone;
      return fine
          ? Optional.empty()
          : Optional.of(
              "%s → %s, but %s has %s of %d octets"
                  .formatted(
                      command,
                      told,
                      path,
                      now.map(o -> o.length + "").orElse("none"),
                      effect.whole().length));
    });
    FaultClient.Result result = client.transfer(command, new Duty.Send(sent));
    told.add(result.code());
    claims.expect(226, command, result.code());
  }

  /// STOU: 226 means one new file, which is whole; anything else means none.
  void uploadUnique(byte[] sent) throws IOException {
    Set<String> before = shelf.names("/");
    var told = new ArrayList<Integer>();
    claims.add(() -> {
      Set<String> fresh = shelf.names("/");
      fresh.removeAll(before);
      boolean isWhole =
          fresh.size() == 1
              && Arrays.equals(shelf.content("/" + fresh.iterator().next()).orElseThrow(), sent);
      boolean isCut =
          endsUnheard()
              && fresh.size() == 1
              && Effect.begins(sent, shelf.content("/" + fresh.iterator().next()).orElseThrow());
      boolean fine =
          told.isEmpty()
              ? isWhole || fresh.isEmpty() || isCut
              : told.getFirst() == 226 ? isWhole : fresh.isEmpty();
      return fine ? Optional.empty() : Optional.of("STOU → " + told + " left " + fresh);
    });
    FaultClient.Result result = client.transfer("STOU", new Duty.Send(sent));
    told.add(result.code());
    claims.expect(226, "STOU", result.code());
  }

  /// A download; 226 means that all of it has come.
  void download(String command, byte[] whole) throws IOException {
    download(command, Optional::of, whole);
  }

  /// The same of data that have a meaning, or none.
  void download(String command, Function<byte[], Optional<byte[]>> meaning, byte[] whole)
      throws IOException {
    FaultClient.Result result = client.transfer(command, new Duty.Receive());
    boolean came =
        result.moved().failure().isEmpty()
            && meaning
                .apply(result.moved().octets())
                .filter(octets -> Arrays.equals(octets, whole))
                .isPresent();
    claims.expect(226, command, result.code());
    requireAll(command, result, came, sizeOf(result));
  }

  /// A listing; 226 means that all names are in it. Where storage knew nothing of one entry, that
  /// one may be missing with what is below it; and what is below the directory that is listed where
  /// the reply says that it was not readable.
  void listing(String command, Names names) throws IOException {
    FaultClient.Result result = client.transfer(command, new Duty.Receive());
    String text = new String(result.moved().octets(), StandardCharsets.UTF_8);
    boolean shown =
        names.areAllIn(text)
            || (hasHiddenOne() && names.areButOneIn(text))
            || (result.text().contains("not readable") && names.areAllAboveIn(text));
    claims.expect(226, command, result.code());
    requireAll(command, result, result.moved().failure().isEmpty() && shown, text);
  }

  /// Whether storage has said of one entry, once, that there is none or none to be seen.
  private boolean hasHiddenOne() {
    return plan.layer() == Layer.STORAGE
        && plan.struck().isPresent()
        && HIDING.contains(plan.fault());
  }

  /// Not told 226, or all has come; who has reset a connection knows best what has not.
  private void requireAll(String command, FaultClient.Result result, boolean came, String what) {
    boolean own = plan.layer() == Layer.DATA && plan.fault() == Fault.RESET;
    if (result.isComplete() && !came && !own) {
      String failure = result.moved().failure().map(e -> ", " + e).orElse("");
      claims.wrong(command + " → 226, but there came " + what + failure);
    }
  }

  private static String sizeOf(FaultClient.Result result) {
    return result.moved().octets().length + " octets";
  }

  /// Whether the control connection is what breaks, in clear. Both connections of a client that is
  /// gone end then, and in stream mode the end of the data is the end of the file, unless the
  /// server sees in time that nobody is there any more: in `relaxed`, which [Trial] takes, there is
  /// next to no time for that (ADR 3). Under TLS the data end with close_notify alone, which nobody
  /// sends.
  private boolean endsUnheard() {
    return plan.layer() == Layer.CONTROL
        && client.setting().protection() == Setting.Protection.CLEAR;
  }

  /// An upload that is aborted behind its last octet and before its end; it leaves nothing.
  void abortUpload(String command, byte[] sent, String path) throws IOException {
    Optional<byte[]> before = shelf.content(path);
    var told = new ArrayList<Integer>();
    claims.add(() -> {
      Optional<byte[]> now = shelf.content(path);
      boolean isCut =
          told.isEmpty()
              && endsUnheard()
              && now.filter(octets -> Effect.begins(sent, octets)).isPresent();
      return Effect.isSame(before, now) || isCut
          ? Optional.empty()
          : Optional.of(command + " was aborted and has changed " + path);
    });
    FaultClient.Result result = abort(command, new Duty.SendAndWait(sent), sent.length);
    told.add(result.code());
    missAborted(command, result);
  }

  /// A download that is aborted in its midst; 226 means that all of it has come nevertheless.
  void abortDownload(String command, byte[] whole) throws IOException {
    FaultClient.Result result = abort(command, new Duty.Receive(), Long.MAX_VALUE / 2);
    requireAll(command, result, Arrays.equals(result.moved().octets(), whole), sizeOf(result));
    missAborted(command, result);
  }

  private FaultClient.Result abort(String command, Duty duty, long midst) throws IOException {
    return client.abort(
        command, duty, ledger, () -> ledger.moved() >= midst || recorder.hasEndedTransfer());
  }

  private void missAborted(String command, FaultClient.Result result) throws IOException {
    claims.expect(426, command, result.code());
    claims.expect(226, "ABOR", client.aborted());
  }
}
