package io.ferryftp.tests.sequences;

import io.ferryftp.tests.model.Files;
import io.ferryftp.tests.model.Model;
import io.ferryftp.tests.model.Prediction;
import io.ferryftp.tests.model.State;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One session of a sequence, with the server and with the model.
final class Dialogue {
  private static final String EARLY = "early";

  private final Stage stage;
  private final Files files;
  private final Talk talk;
  private final Model model;
  private boolean early;
  private boolean ended;
  private Optional<Transfer> open = Optional.empty();

  Dialogue(Stage stage, Files files, Talk talk) {
    this.stage = stage;
    this.files = files;
    this.talk = talk;
    this.model =
        new Model(
            files,
            new Model.Setting(
                Generator.USER,
                Generator.PASSWORD,
                stage.server().getAddress().getHostAddress(),
                stage.own().getHostAddress(),
                stage.dead(),
                stage.offers()));
  }

  /// Server and model do not agree.
  static final class Difference extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    Difference(String what) {
      super(what);
      this.what = what;
    }

    String what() {
      return what;
    }
  }

  /// A transfer between its first reply and its last.
  private static final class Transfer {
    private final String line;
    private final String payload;
    private final boolean upload;
    private final Coding coding;
    private final State.Port port;
    private String opening = "";
    private Optional<Prediction> ending = Optional.empty();

    Transfer(String line, String payload, State before, State.Port port) {
      this.line = line;
      this.payload = payload;
      this.upload = line.matches("(?is)(STO[RU]|APPE).*");
      this.coding = Coding.of(before);
      this.port = port;
    }
  }

  /// A command on its way.
  ///
  /// @param begins the transfer that it begins
  /// @param completes whether the open transfer runs to its end behind the reply
  private record Said(
      Step step,
      String line,
      Optional<ServerSocket> listener,
      Prediction foreseen,
      Optional<Transfer> begins,
      boolean completes) {}

  boolean hasEnded() {
    return ended;
  }

  /// Sends the first step together with those that are joined to it, and hears what comes.
  ///
  /// @return how many steps those were
  int play(List<Step> steps) throws IOException {
    var all = new ArrayList<Said>();
    int taken = 0;
    boolean more = true;
    while (more) {
      Step step = steps.get(taken);
      taken++;
      boolean joined =
          step.joined() && taken < steps.size() && steps.get(taken).session() == step.session();
      boolean urgentNext = joined && steps.get(taken).isUrgent();
      Optional<Said> said = say(step, urgentNext);
      said.ifPresent(all::add);
      more = joined && said.map(some -> goesOn(some, urgentNext)).orElse(false);
    }
    talk.send(all.stream().map(Said::line).toList());
    for (Said said : all) {
      hear(said);
    }
    return taken;
  }

  /// Whether the next command may come before the replies to this one.
  private static boolean goesOn(Said said, boolean urgentNext) {
    int code = said.foreseen.codes().getLast();
    boolean running = said.begins.isPresent();
    return code != 221
        && code != 421
        && !(urgentNext && said.step.isBesideSession())
        && !(running && said.completes && (urgentNext || said.begins.get().ending.isEmpty()));
  }

  private Optional<Said> say(Step step, boolean urgentNext) throws IOException {
    State now = model.now();
    if (!Foresight.isSettled(step.line(), now, files)) {
      return Optional.empty();
    }
    Optional<ServerSocket> listener =
        Port.isOwn(step.line()) ? Optional.of(talk.listen()) : Optional.empty();
    String host = stage.own().getHostAddress();
    int own = listener.map(ServerSocket::getLocalPort).orElse(0);
    String line = Port.resolved(step.line(), host, own, stage.dead());
    String payload = Foresight.payload(step.payload(), now);
    var transfer = new Transfer(line, payload, now, now.port);
    boolean holdable =
        !line.matches("(?is)STOU.*")
            && (now.port == State.Port.PASSIVE
                ? !early
                : transfer.upload && now.port == State.Port.ACTIVE);
    Prediction foreseen = model.step(line, payload);
    int code = foreseen.codes().getLast();
    if (isPassive(code)) {
      early = step.payload().equals(EARLY);
    }
    if (code == 150) {
      if (!urgentNext || !holdable) {
        if (!line.matches("(?is)STOU.*")) {
          transfer.ending = Optional.of(model.finish(""));
        }
        return Optional.of(new Said(step, line, listener, foreseen, Optional.of(transfer), true));
      }
      open = Optional.of(transfer);
      return Optional.of(new Said(step, line, listener, foreseen, open, false));
    }
    boolean aborts = foreseen.codes().size() > 1;
    boolean completes = open.isPresent() && !aborts && !urgentNext;
    if (completes) {
      open.get().ending = Optional.of(model.finish(""));
    }
    Optional<Transfer> ofThis = aborts || completes ? open : Optional.empty();
    open = aborts || completes ? Optional.empty() : open;
    return Optional.of(new Said(step, line, listener, foreseen, ofThis, completes));
  }

  private void hear(Said said) throws IOException {
    var replies = new ArrayList<List<String>>();
    for (int i = 0; i < said.foreseen.codes().size(); i++) {
      replies.add(talk.reply());
      if (!replies.getLast().getFirst().startsWith("" + said.foreseen.codes().get(i))) {
        break;
      }
    }
    agree(said.line, Comparison.replies(said.foreseen, replies));
    String text = replies.getLast().getLast();
    int code = said.foreseen.codes().getLast();
    if (isPassive(code)) {
      talk.passive(text);
      if (said.step.payload().equals(EARLY)) {
        talk.connectEarly();
      }
    } else if (code == 200 && said.listener.isPresent()) {
      talk.active(said.listener.get());
    } else if (code == 221 || code == 421) {
      ended = true;
      agree(said.line, talk.isAtEnd() ? Optional.empty() : Optional.of("the session goes on"));
    }
    if (said.begins.isPresent() && code == 150) {
      said.begins.get().opening = text;
    }
    if (said.completes) {
      complete(said.begins.orElseThrow());
    }
  }

  private static boolean isPassive(int code) {
    return code >= 227 && code <= 229;
  }

  private static boolean isListing(String line) {
    return line.matches("(?is)(LIST|NLST)( .*)?");
  }

  private void complete(Transfer transfer) throws IOException {
    String octets = "";
    if (transfer.port != State.Port.DEAD) {
      try (Socket data = talk.data()) {
        if (transfer.upload) {
          data.getOutputStream().write(transfer.coding.encoded(transfer.payload));
        } else {
          octets = transfer.coding.decoded(data.getInputStream().readAllBytes());
          octets = isListing(transfer.line) ? transfer.coding.listing(octets) : octets;
        }
      }
    }
    List<String> reply = talk.reply();
    int file = transfer.opening.indexOf("FILE: ");
    Prediction ending =
        transfer.ending.orElseGet(
            () -> model.finish(file < 0 ? "?" : transfer.opening.substring(file + 6)));
    agree(transfer.line, Comparison.replies(ending, List.of(reply)));
    if (!transfer.upload && reply.getFirst().startsWith("226")) {
      agree(transfer.line, Comparison.data(ending, octets));
    }
  }

  private static void agree(String line, Optional<String> difference) {
    if (difference.isPresent()) {
      throw new Difference(line + ": " + difference.get());
    }
  }
}
