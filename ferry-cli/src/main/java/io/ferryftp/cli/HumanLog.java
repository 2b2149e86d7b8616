package io.ferryftp.cli;

import io.ferryftp.event.EventListener;
import io.ferryftp.event.ServerEvent;
import io.ferryftp.event.ServerEvent.Direction;
import io.ferryftp.event.ServerEvent.Outcome;
import io.ferryftp.protocol.text.WireText;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/// The log for people: one line an event, time and session first.
final class HumanLog implements EventListener {
  private final Consumer<String> out;
  private final Verbosity verbosity;
  private final Supplier<ZoneId> zone;
  private final Peers peers = new Peers();

  /// Loaded with the first line, which most starts do not wait for.
  private static final class Stamp {
    static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  }

  /// @param zone asked for at each line
  HumanLog(Consumer<String> out, Verbosity verbosity, Supplier<ZoneId> zone) {
    this.out = out;
    this.verbosity = verbosity;
    this.zone = zone;
  }

  @Override
  public void on(ServerEvent event) {
    peers.learn(event);
    if (verbosity.shows(event)) {
      sentence(event).ifPresent(text -> out.accept(stamp(event) + session(event) + text));
    }
    peers.forget(event);
  }

  private String stamp(ServerEvent event) {
    return Stamp.TIME.format(event.at().atZone(zone.get())) + "  ";
  }

  private static String session(ServerEvent event) {
    return event instanceof ServerEvent.OfSession of ? "#" + of.session() + "  " : "";
  }

  private Optional<String> sentence(ServerEvent event) {
    return switch (event) {
      case ServerEvent.ServerStarted _ -> Optional.empty(); // The start screen has said so.
      case ServerEvent.ServerStopped _ -> Optional.of("stopped");
      case ServerEvent.Notice notice -> Optional.of("! " + notice.sentence());
      case ServerEvent.StrayConnection stray ->
          Optional.of(
              "nobody expected a connection from %s at port %d; closed"
                  .formatted(HostText.of(stray.remote()), stray.local().getPort()));
      case ServerEvent.OfSession of -> Optional.of(ofSession(of));
    };
  }

  private String ofSession(ServerEvent.OfSession event) {
    return switch (event) {
      case ServerEvent.SessionOpened opened -> "connected from " + HostText.of(opened.remote());
      case ServerEvent.SessionClosed closed -> "gone: " + closed.reason();
      case ServerEvent.ControlProtected control -> TlsWords.of(control);
      case ServerEvent.ControlCleared _ -> "the control connection is in clear from here on";
      case ServerEvent.HandshakeFailed failed -> TlsWords.of(failed, from(failed));
      case ServerEvent.DataProtected data ->
          "data connection protected: " + TlsWords.of(data.tls());
      case ServerEvent.CloseNotifyMissing _ ->
          "! an upload ended without close_notify and was kept, as --without-close-notify allows:"
              + " somebody on the way could have cut it";
      case ServerEvent.ProfileApplied applied ->
          "treated as a %s, by its %s"
              .formatted(
                  applied.profile(),
                  switch (applied.by()) {
                    case USER -> "user name";
                    case ADDRESS -> "address";
                    case CLIENT_NAME -> "own words (CLNT)";
                  });
      case ServerEvent.BindingWaived waived ->
          "! data connection with another server, which nothing binds to this session;"
              + " its certificate: "
              + waived.peer();
      case ServerEvent.CommandReceived command -> "> " + command.line();
      case ServerEvent.ReplySent reply -> "< " + reply.code().number() + " " + reply.text();
      case ServerEvent.LoginSucceeded login ->
          WireText.printable(login.account()) + " logged in" + from(login);
      case ServerEvent.LoginFailed login ->
          "! login refused for " + WireText.printable(login.name()) + from(login);
      case ServerEvent.LoginRefused login ->
          "! login refused for "
              + WireText.printable(login.name())
              + from(login)
              + ": "
              + login.why();
      case ServerEvent.PassivePortReused reused ->
          "port %d given again after only %s".formatted(reused.port(), time(reused.rested()));
      case ServerEvent.ExpectationOpened opened ->
          "expects a data connection at port " + opened.port();
      case ServerEvent.ExpectationClosed closed -> expectation(closed);
      case ServerEvent.TransferStarted started ->
          verb(started.direction()) + " " + path(started.path());
      case ServerEvent.DataConnectionOpened data ->
          "data connection %s %s %s"
              .formatted(
                  HostText.of(data.local()),
                  switch (data.mode()) {
                    case ACTIVE -> "to";
                    case PASSIVE -> "from";
                  },
                  HostText.of(data.remote()));
      case ServerEvent.DataConnectionClosed _ -> "data connection closed";
      case ServerEvent.TransferProgress progress -> Sizes.text(progress.octets()) + " so far";
      case ServerEvent.TransferEnded ended -> transfer(ended);
    };
  }

  private String from(ServerEvent.OfSession event) {
    return peers.of(event).map(peer -> " from " + HostText.host(peer.getAddress())).orElse("");
  }

  private static String expectation(ServerEvent.ExpectationClosed closed) {
    return switch (closed.end()) {
      case USED -> "port " + closed.port() + " was used";
      case WITHDRAWN -> "port " + closed.port() + " is not expected any more";
      case TIMED_OUT ->
          "! no data connection came to port %d; is it open in the firewall?"
              .formatted(closed.port());
    };
  }

  private static String transfer(ServerEvent.TransferEnded ended) {
    String what = verb(ended.direction()) + " " + path(ended.path()) + ", ";
    String amount = Sizes.text(ended.octets()) + " in " + time(ended.duration());
    return ended.outcome() == Outcome.COMPLETED
        ? what + amount
        : "! "
            + what
            + words(ended.outcome())
            + " after "
            + amount
            + ended.cause().map(cause -> ": " + WireText.printable(cause)).orElse("");
  }

  private static String verb(Direction direction) {
    return switch (direction) {
      case DOWNLOAD -> "download";
      case UPLOAD -> "upload";
      case LISTING -> "listing";
      case DIGEST -> "digest of";
      case COPY -> "copy to";
    };
  }

  private static String words(Outcome outcome) {
    return switch (outcome) {
      case COMPLETED -> "completed";
      case ABORTED -> "aborted by the client";
      case NOT_CONNECTED -> "no data connection";
      case CONNECTION_LOST -> "connection lost";
      case NOT_PROTECTED -> "data connection not protected";
      case DATA_REJECTED -> "data rejected";
      case STORAGE_FAILED -> "storage failed";
    };
  }

  private static String path(Object path) {
    return WireText.printable(path.toString());
  }

  private static String time(Duration duration) {
    return Sizes.decimal(duration.toMillis() / 1000.0, 2) + " s";
  }
}
