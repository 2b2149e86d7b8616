package io.ferryftp.tests.faults;

import io.ferryftp.tests.faults.FaultPlan.Layer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/// What a client does in one session, what it was told, and what must therefore be true of the
/// files when it has gone.
final class Visit {
  /// What is looked at afterwards; empty if all is well.
  @FunctionalInterface
  private interface Claim {
    Optional<String> wrong() throws IOException;
  }

  /// Something that is so or not.
  @FunctionalInterface
  interface State {
    boolean isSo() throws IOException;
  }

  private final FaultClient client;
  private final Shelf shelf;
  private final FaultPlan plan;
  private final Ledger ledger;
  private final Recorder recorder;
  private final List<Claim> claims = new ArrayList<>();
  private final List<String> misses = new ArrayList<>();

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

  /// What did not go as it should where nothing fails.
  List<String> misses() {
    return misses;
  }

  /// What is not true of the files although it must be.
  List<String> lies() throws IOException {
    var lies = new ArrayList<String>();
    for (Claim claim : claims) {
      claim.wrong().ifPresent(lies::add);
    }
    return lies;
  }

  /// A command that should have this reply.
  void ask(int code, String line) throws IOException {
    miss(line, code, client.ask(line));
  }

  /// The session still answers, whatever has failed before.
  void alive() throws IOException {
    int code = client.ask("NOOP");
    if (code != 200) {
      claims.add(() -> Optional.of("NOOP → " + code));
    }
  }

  private void miss(String line, int expected, int code) {
    if (code != expected) {
      misses.add(line + " → " + code + " instead of " + expected);
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
      miss(line, code, told[0]);
    } catch (ControlEndedException e) {
      told[0] = client.wasDismissed() ? 421 : 0;
      throw e;
    }
  }

  /// An upload of `sent` that makes `whole` of the file. If it does not complete, the file still
  /// begins with `kept`, and with nothing else if `kept` is all that it was.
  void upload(String command, String path, byte[] sent, byte[] whole, Kept kept)
      throws IOException {
    Optional<byte[]> before = shelf.content(path);
    var told = new ArrayList<Integer>();
    claims.add(() -> {
      Optional<byte[]> now = shelf.content(path);
      boolean isWhole = now.isPresent() && Arrays.equals(now.get(), whole);
      boolean isKept = kept.holds(before, now);
      boolean fine = told.isEmpty() ? isWhole || isKept : told.getFirst() == 226 ? isWhole : isKept;
      return fine
          ? Optional.empty()
          : Optional.of(
              "%s → %s, but %s has %s of %d octets"
                  .formatted(
                      command,
                      told,
                      path,
                      now.map(o -> o.length + "").orElse("none"),
                      whole.length));
    });
    FaultClient.Result result = client.transfer(command, new Duty.Send(sent));
    told.add(result.code());
    miss(command, 226, result.code());
  }

  /// What is left of a file whose upload did not complete.
  record Kept(OptionalInt octets) {
    /// All of it.
    static final Kept ALL = new Kept(OptionalInt.empty());

    /// The first octets.
    static Kept first(int octets) {
      return new Kept(OptionalInt.of(octets));
    }

    private boolean holds(Optional<byte[]> before, Optional<byte[]> now) {
      if (octets.isEmpty() || before.isEmpty()) {
        return before.isPresent() == now.isPresent()
            && (before.isEmpty() || Arrays.equals(before.get(), now.get()));
      }
      int count = octets.getAsInt();
      return now.isPresent()
          && now.get().length >= count
          && Arrays.equals(before.get(), 0, count, now.get(), 0, count);
    }
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
      boolean fine =
          told.isEmpty()
              ? isWhole || fresh.isEmpty()
              : told.getFirst() == 226 ? isWhole : fresh.isEmpty();
      return fine ? Optional.empty() : Optional.of("STOU → " + told + " left " + fresh);
    });
    FaultClient.Result result = client.transfer("STOU", new Duty.Send(sent));
    told.add(result.code());
    miss("STOU", 226, result.code());
  }

  /// A download; 226 means that all of it has come.
  void download(String command, byte[] whole) throws IOException {
    FaultClient.Result result = client.transfer(command, new Duty.Receive());
    boolean came =
        result.moved().failure().isEmpty() && Arrays.equals(result.moved().octets(), whole);
    judge(command, result, came, result.moved().octets().length + " octets");
  }

  /// A listing; 226 means that all names are in it, but for those that storage knows nothing of and
  /// directories of which the reply says that they were not readable.
  void listing(String command, String... names) throws IOException {
    FaultClient.Result result = client.transfer(command, new Duty.Receive());
    String text = new String(result.moved().octets(), StandardCharsets.UTF_8);
    boolean unknown =
        plan.fault() == Fault.NO_SUCH_FILE
            || plan.fault() == Fault.ACCESS_DENIED
            || result.text().contains("not readable");
    boolean came =
        result.moved().failure().isEmpty()
            && (unknown || Arrays.stream(names).allMatch(text::contains));
    judge(command, result, came, text);
  }

  /// Who has reset a connection knows best what has not come over it.
  private void judge(String command, FaultClient.Result result, boolean came, String what) {
    miss(command, 226, result.code());
    boolean own = plan.layer() == Layer.DATA && plan.fault() == Fault.RESET;
    if (result.isComplete() && !came && !own) {
      String failure = result.moved().failure().map(e -> ", " + e).orElse("");
      claims.add(() -> Optional.of(command + " → 226, but there came " + what + failure));
    }
  }

  /// A transfer that is aborted in its midst, with two final replies; an upload leaves nothing.
  void abort(String command, Duty duty, long midst, String path) throws IOException {
    Optional<byte[]> before = shelf.content(path);
    claims.add(() ->
        Kept.ALL.holds(before, shelf.content(path))
            ? Optional.empty()
            : Optional.of(command + " was aborted and has changed " + path));
    List<Integer> codes =
        client.abort(
            command, duty, ledger, () -> ledger.moved() >= midst || recorder.hasEndedTransfer());
    if (!codes.equals(List.of(426, 226))) {
      misses.add(command + " and ABOR → " + codes);
    }
  }
}
