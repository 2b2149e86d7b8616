package io.ferryftp.cli;

import io.ferryftp.event.EventListener;
import io.ferryftp.event.ServerEvent;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.protocol.tls.TlsFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import tools.jackson.databind.json.JsonMapper;

/// The log for programs: one JSON object a line. The field names are a promise; they are written
/// out here so that renaming a record component cannot break it.
final class JsonLog implements EventListener {
  private static final JsonMapper JSON = JsonMapper.shared();

  private final Consumer<String> out;
  private final Verbosity verbosity;
  private final Peers peers = new Peers();

  JsonLog(Consumer<String> out, Verbosity verbosity) {
    this.out = out;
    this.verbosity = verbosity;
  }

  /// One line that is not an event of the server.
  static String line(String event, Map<String, Object> values) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("event", event);
    fields.put("at", Instant.now().toString());
    fields.putAll(values);
    return JSON.writeValueAsString(fields);
  }

  @Override
  public void on(ServerEvent event) {
    peers.learn(event);
    if (verbosity.shows(event)) {
      out.accept(JSON.writeValueAsString(fields(event)));
    }
    peers.forget(event);
  }

  private Map<String, Object> fields(ServerEvent event) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("event", name(event));
    fields.put("at", event.at().toString());
    switch (event) {
      case ServerEvent.ServerStarted started ->
          fields.put("control", HostText.of(started.control()));
      case ServerEvent.ServerStopped _ -> {}
      case ServerEvent.Notice notice -> fields.put("sentence", notice.sentence());
      case ServerEvent.StrayConnection stray -> {
        fields.put("local", HostText.of(stray.local()));
        fields.put("remote", HostText.of(stray.remote()));
      }
      case ServerEvent.OfSession of -> {
        fields.put("session", of.session());
        peers.of(of).ifPresent(peer -> fields.put("client", HostText.of(peer)));
        ofSession(of, fields);
      }
    }
    return fields;
  }

  private static void ofSession(ServerEvent.OfSession event, Map<String, Object> fields) {
    switch (event) {
      case ServerEvent.SessionOpened opened -> fields.put("local", HostText.of(opened.local()));
      case ServerEvent.SessionClosed closed -> fields.put("reason", closed.reason());
      case ServerEvent.ControlProtected control -> {
        tls(control.tls(), fields);
        control.serverName().ifPresent(name -> fields.put("serverName", name));
        control.clientCertificate().ifPresent(name -> fields.put("clientCertificate", name));
      }
      case ServerEvent.ControlCleared _ -> {}
      case ServerEvent.HandshakeFailed failed -> {
        failed.transfer().ifPresent(transfer -> fields.put("transfer", transfer));
        fields.put("why", failed.why());
      }
      case ServerEvent.DataProtected data -> {
        fields.put("transfer", data.transfer());
        tls(data.tls(), fields);
      }
      case ServerEvent.CloseNotifyMissing missing -> fields.put("transfer", missing.transfer());
      case ServerEvent.ProfileApplied applied ->
          put(fields, "profile", applied.profile(), "by", word(applied.by()));
      case ServerEvent.BindingWaived waived ->
          put(fields, "transfer", waived.transfer(), "peer", waived.peer());
      case ServerEvent.CommandReceived command -> fields.put("line", command.line());
      case ServerEvent.ReplySent reply ->
          put(fields, "code", reply.code().number(), "text", reply.text());
      case ServerEvent.LoginSucceeded login -> fields.put("user", printable(login.account()));
      case ServerEvent.LoginFailed login -> fields.put("user", printable(login.name()));
      case ServerEvent.LoginRefused login -> {
        fields.put("user", printable(login.name()));
        fields.put("why", login.why());
      }
      case ServerEvent.PassivePortReused reused -> {
        fields.put("port", reused.port());
        fields.put("restedSeconds", seconds(reused.rested()));
      }
      case ServerEvent.ExpectationOpened opened -> {
        fields.put("port", opened.port());
        fields.put("waitedSeconds", seconds(opened.waited()));
      }
      case ServerEvent.ExpectationClosed closed -> {
        fields.put("port", closed.port());
        fields.put("end", word(closed.end()));
      }
      case ServerEvent.TransferStarted started -> {
        fields.put("transfer", started.transfer());
        fields.put("direction", word(started.direction()));
        fields.put("path", printable(started.path()));
      }
      case ServerEvent.DataConnectionOpened data -> {
        fields.put("transfer", data.transfer());
        fields.put("mode", word(data.mode()));
        fields.put("local", HostText.of(data.local()));
        fields.put("remote", HostText.of(data.remote()));
      }
      case ServerEvent.TransferProgress progress ->
          put(fields, "transfer", progress.transfer(), "octets", progress.octets());
      case ServerEvent.DataConnectionClosed closed -> fields.put("transfer", closed.transfer());
      case ServerEvent.TransferEnded ended -> {
        fields.put("transfer", ended.transfer());
        fields.put("direction", word(ended.direction()));
        fields.put("path", printable(ended.path()));
        fields.put("outcome", word(ended.outcome()));
        fields.put("octets", ended.octets());
        fields.put("seconds", seconds(ended.duration()));
        ended.cause().ifPresent(cause -> fields.put("cause", printable(cause)));
      }
    }
  }

  private static void put(
      Map<String, Object> fields, String first, Object one, String second, Object other) {
    fields.put(first, one);
    fields.put(second, other);
  }

  private static void tls(TlsFacts tls, Map<String, Object> fields) {
    fields.put("protocol", tls.protocol());
    fields.put("cipherSuite", tls.cipherSuite());
    fields.put("handshake", word(tls.handshake()));
  }

  private static String name(ServerEvent event) {
    return switch (event) {
      case ServerEvent.ServerStarted _ -> "started";
      case ServerEvent.ServerStopped _ -> "stopped";
      case ServerEvent.Notice _ -> "notice";
      case ServerEvent.StrayConnection _ -> "stray-connection";
      case ServerEvent.SessionOpened _ -> "session-opened";
      case ServerEvent.SessionClosed _ -> "session-closed";
      case ServerEvent.ControlProtected _ -> "control-protected";
      case ServerEvent.ControlCleared _ -> "control-cleared";
      case ServerEvent.HandshakeFailed _ -> "handshake-failed";
      case ServerEvent.DataProtected _ -> "data-protected";
      case ServerEvent.CloseNotifyMissing _ -> "close-notify-missing";
      case ServerEvent.ProfileApplied _ -> "profile-applied";
      case ServerEvent.BindingWaived _ -> "binding-waived";
      case ServerEvent.CommandReceived _ -> "command";
      case ServerEvent.ReplySent _ -> "reply";
      case ServerEvent.LoginSucceeded _ -> "login";
      case ServerEvent.LoginFailed _ -> "login-failed";
      case ServerEvent.LoginRefused _ -> "login-refused";
      case ServerEvent.PassivePortReused _ -> "passive-port-reused";
      case ServerEvent.ExpectationOpened _ -> "expectation-opened";
      case ServerEvent.ExpectationClosed _ -> "expectation-closed";
      case ServerEvent.TransferStarted _ -> "transfer-started";
      case ServerEvent.DataConnectionOpened _ -> "data-connection-opened";
      case ServerEvent.TransferProgress _ -> "transfer-progress";
      case ServerEvent.DataConnectionClosed _ -> "data-connection-closed";
      case ServerEvent.TransferEnded _ -> "transfer-ended";
    };
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String printable(Object text) {
    return WireText.printable(text.toString());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
