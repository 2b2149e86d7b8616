package io.ferryftp.cli;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.ClientTls;
import io.ferryftp.client.config.HostMemory;
import io.ferryftp.client.config.KnownCertificates;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.config.UnknownCertificate;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LoginException;
import io.ferryftp.client.event.ClientListener;
import java.util.HashMap;
import java.util.Map;

/// The control connections of one command: one for each server and user, made when it is needed
/// first. A server that cannot be used, or that hung up, is not tried again.
final class Connections {
  private final ClientOptions.Plan plan;
  private final Logins logins;
  private final ClientListener listener;
  private final HostMemory memory;
  private final Trust trust;
  private final Map<Account, State> states = new HashMap<>();

  private record Account(FtpUrl.Scheme scheme, String host, int port, String user) {}

  /// Where certificates are known, and who is asked about others.
  record Trust(KnownCertificates known, UnknownCertificate question) {}

  private sealed interface State {
    record Closed(Login login, ClientTls tls) implements State {}

    record Open(FtpClient client) implements State {}

    record Lost(FtpException why) implements State {}
  }

  Connections(
      ClientOptions.Plan plan,
      Logins logins,
      HostMemory memory,
      Trust trust,
      ClientListener listener) {
    this.plan = plan;
    this.logins = logins;
    this.memory = memory;
    this.trust = trust;
    this.listener = listener;
  }

  /// Finds out who logs in for this URL, which may ask a person.
  ///
  /// @throws MistakeException if the URL contradicts the options
  synchronized void prepare(FtpUrl url) throws MistakeException {
    Account account = account(url);
    if (!states.containsKey(account)) {
      states.put(account, login(url, plan.tls().settings(url, trust.known(), trust.question())));
    }
  }

  private State login(FtpUrl url, ClientTls tls) {
    try {
      return new State.Closed(logins.login(url), tls);
    } catch (LoginException e) {
      return new State.Lost(e);
    }
  }

  /// A client that is logged in for this URL, which was prepared.
  FtpClient client(FtpUrl url) throws FtpException {
    switch (state(url)) {
      case State.Open open -> {
        return open.client();
      }
      case State.Lost lost -> throw lost.why();
      case State.Closed closed -> {
        FtpClient client = FtpClient.connect(config(url, closed.tls()));
        set(url, new State.Open(client)); // Before the login: a signal closes it too.
        client.login(closed.login());
        return client;
      }
    }
  }

  /// Closes the connection for this URL; what needs it again fails for the same reason.
  void giveUp(FtpUrl url, FtpException why) {
    if (state(url) instanceof State.Open open) {
      open.client().close();
    }
    set(url, new State.Lost(why));
  }

  /// Says goodbye to every server.
  void quit() throws FtpException {
    for (State state : open()) {
      if (state instanceof State.Open open) {
        open.client().quit();
      }
    }
  }

  /// Closes all at once; may be called from any thread.
  void close() {
    for (State state : open()) {
      if (state instanceof State.Open open) {
        open.client().close();
      }
    }
  }

  private synchronized Iterable<State> open() {
    return java.util.List.copyOf(states.values());
  }

  private synchronized State state(FtpUrl url) {
    State state = states.get(account(url));
    if (state == null) {
      throw new IllegalStateException("nobody prepared " + url);
    }
    return state;
  }

  private synchronized void set(FtpUrl url, State state) {
    states.put(account(url), state);
  }

  private Account account(FtpUrl url) {
    return new Account(url.scheme(), url.host(), url.port(), logins.user(url));
  }

  private ClientConfig config(FtpUrl url, ClientTls tls) {
    return ClientConfig.builder(url.host())
        .port(url.port())
        .dataMode(plan.mode())
        .activeAddress(plan.active())
        .tls(tls)
        .limits(plan.limits())
        .memory(memory)
        .listener(listener)
        .build();
  }
}
