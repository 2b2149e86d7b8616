package io.ferryftp.cli;

import io.ferryftp.client.TransferResult;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.client.event.ClientListener;
import io.ferryftp.protocol.data.DataWay;
import io.ferryftp.protocol.text.WireText;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/// What people see of a client's work on standard error: how far a transfer is, what did not go as
/// planned, and with `-v` the conversation.
final class ClientView implements ClientListener {
  private final Screen screen;
  private final ClientOptions.Talk talk;
  private final Optional<Integer> columns;
  private final LongSupplier nanoTime;
  private Optional<ProgressBar> bar = Optional.empty();
  private String named = "";
  private OptionalLong known = OptionalLong.empty();
  private long offset;

  /// @param columns of the terminal; empty: there is none, and nothing is drawn
  ClientView(
      Screen screen, ClientOptions.Talk talk, Optional<Integer> columns, LongSupplier nanoTime) {
    this.screen = screen;
    this.talk = talk;
    this.columns = talk == ClientOptions.Talk.QUIET ? Optional.empty() : columns;
    this.nanoTime = nanoTime;
  }

  /// A transfer is asked for.
  ///
  /// @param total octets of the whole file, if they are known here
  void begin(String name, OptionalLong total) {
    named = name;
    known = total;
    offset = 0;
    bar = Optional.empty();
  }

  /// The transfer is over.
  void end() {
    bar = Optional.empty();
    screen.clear();
  }

  /// A sentence for everybody who did not ask for silence.
  void say(String sentence) {
    if (talk != ClientOptions.Talk.QUIET) {
      screen.line(sentence);
    }
  }

  /// A transfer that came to its end.
  void transferred(String name, TransferResult result) {
    String from = result.offset() == 0 ? "" : " from " + Sizes.text(result.offset()) + " on";
    String unchecked =
        switch (result.verification()) {
          case SIZE_MATCHES -> "";
          case NOT_POSSIBLE -> ", its size could not be checked";
        };
    say(
        WireText.printable(name)
            + from
            + ", "
            + rate(result.octets(), result.duration().toNanos())
            + unchecked);
  }

  /// A line that a person needs, whatever they asked for.
  void show(String line) {
    screen.line(line);
  }

  /// A failure, which is always said.
  void fail(String sentence) {
    screen.line("ferry: " + sentence);
  }

  @Override
  public void on(ClientEvent event) {
    switch (event) {
      case ClientEvent.Connected connected ->
          detail("connected to " + HostText.of(connected.remote()));
      case ClientEvent.Disconnected _ -> detail("disconnected");
      case ClientEvent.CommandSent sent -> detail("> " + sent.line());
      case ClientEvent.ReplyReceived reply -> detail("< " + WireText.printable(reply.line()));
      case ClientEvent.ControlProtected control ->
          detail(
              "protected: %s, certificate %s"
                  .formatted(TlsWords.of(control.tls()), control.certificate()));
      case ClientEvent.DataProtected data ->
          detail(
              "data connection protected: "
                  + TlsWords.of(data.tls())
                  + tickets(data.ticketsLeft()));
      case ClientEvent.StaysInClear clear -> staysInClear(clear);
      case ClientEvent.DataWayFailed failed -> wayFailed(failed);
      case ClientEvent.DataConnectionOpened opened ->
          detail(
              "data connection %s %s %s"
                  .formatted(
                      HostText.of(opened.local()),
                      switch (opened.way()) {
                        case EPSV, PASV -> "to";
                        case ACTIVE -> "from";
                      },
                      HostText.of(opened.remote())));
      case ClientEvent.TransferStarted started -> started(started);
      case ClientEvent.TransferProgress progress ->
          bar.ifPresent(shown -> shown.at(offset + progress.octets()));
      case ClientEvent.DataConnectionClosed closed ->
          detail("data connection closed, " + rate(closed.octets(), closed.duration().toNanos()));
      case ClientEvent.Notice notice -> say("ferry: " + notice.sentence());
    }
  }

  /// An amount, the time it took, and what that is in a second.
  static String rate(long octets, long nanos) {
    String amount = Sizes.text(octets) + " in " + Sizes.decimal(nanos / 1_000_000_000.0, 2) + " s";
    return nanos <= 0
        ? amount
        : amount + ", " + Sizes.text((long) (octets * 1_000_000_000.0 / nanos)) + "/s";
  }

  private static String tickets(OptionalInt left) {
    return left.isEmpty()
        ? ""
        : ", %d %s left".formatted(left.getAsInt(), left.getAsInt() == 1 ? "ticket" : "tickets");
  }

  /// A way to a data connection, as people look it up.
  static String words(DataWay way) {
    return switch (way) {
      case EPSV -> "passive mode (EPSV)";
      case PASV -> "passive mode (PASV)";
      case ACTIVE -> "active mode";
    };
  }

  /// From this machine to itself nobody is on the way.
  private void staysInClear(ClientEvent.StaysInClear clear) {
    String what =
        "ferry: the server offers no TLS: everybody on the way can read password and files";
    if (clear.remote().getAddress().isLoopbackAddress()) {
      detail(what);
    } else {
      say(what);
    }
  }

  private void wayFailed(ClientEvent.DataWayFailed failed) {
    String what = "ferry: %s: %s".formatted(words(failed.way()), failed.reason());
    failed
        .next()
        .ifPresentOrElse(
            next -> say(what + "; trying " + words(next)),
            () -> detail(what)); // The failure that follows says it to everybody.
  }

  private void started(ClientEvent.TransferStarted started) {
    offset = started.offset();
    OptionalLong total = started.size().isPresent() ? started.size() : known;
    bar = columns.map(width -> new ProgressBar(named, total, width, nanoTime, screen::bar));
  }

  /// A line for whoever wants to see everything.
  void detail(String line) {
    if (talk == ClientOptions.Talk.VERBOSE) {
      screen.line(line);
    }
  }
}
