package io.ferryftp.server.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Account;
import io.ferryftp.account.Credentials;
import io.ferryftp.account.Origin;
import io.ferryftp.account.Permission;
import io.ferryftp.protocol.command.AuthMechanism;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.net.StallWatch;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.protocol.tls.TlsFacts;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.TlsPolicy;
import io.ferryftp.server.event.EventHub;
import io.ferryftp.server.transfer.FileWork;
import io.ferryftp.server.transfer.Reach;
import io.ferryftp.server.transfer.TransferSetting;
import io.ferryftp.storage.Storage;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/// A session without sockets: `(Session, Command) → (Session, Reply)`, one line after another.
final class HandlerBench {
  final MemoryTree tree = new MemoryTree().with("/a.txt", "one\ntwo\n").withDirectory("/dir");

  /// From where the logins came that were tried.
  final List<Origin> origins = new ArrayList<>();

  private Storage storage = _ -> tree;
  private OptionalInt nextPort = OptionalInt.of(21003);
  private Optional<Surroundings.Progress> progress = Optional.empty();
  private final Dispatcher dispatcher;
  private final TransferSetting setting;
  private Session session = Session.NEW;

  /// What the next handshake tells.
  private Security.Peer peer =
      new Security.Peer(
          new TlsFacts("TLSv1.3", "TLS_AES_256_GCM_SHA384", TlsFacts.Handshake.FULL),
          Optional.empty(),
          Optional.empty());

  HandlerBench() {
    this("127.0.0.1", TlsPolicy.AUTO, Permission.ALL);
  }

  HandlerBench(UnaryOperator<ServerConfig.Builder> change) {
    this("127.0.0.1", Permission.ALL, change);
  }

  HandlerBench(String client, TlsPolicy cleartext, Set<Permission> permissions) {
    this(client, permissions, config -> config.tlsPolicy(cleartext));
  }

  HandlerBench(
      String client, Set<Permission> permissions, UnaryOperator<ServerConfig.Builder> change) {
    this(client, new Account("anna", "/", permissions), change);
  }

  HandlerBench(String client, Account account, UnaryOperator<ServerConfig.Builder> change) {
    var config =
        ServerConfig.builder(
                (given, origin) -> check(given, origin, account), owner -> storage.open(owner))
            .clock(() -> MemoryTree.MODIFIED);
    ServerConfig changed = change.apply(config).build();
    setting =
        new TransferSetting(
            changed.limits(),
            new StorageCalls(),
            new StallWatch(),
            new EventHub(List.of(), InstantSource.system()));
    dispatcher =
        new Dispatcher(
            new Surroundings(
                address(client, 2121),
                address(client, 40000),
                changed,
                new StorageCalls(),
                this::expect,
                () -> progress));
  }

  private int expect(Reach reach) throws SocketTimeoutException {
    return nextPort.orElseThrow(() -> new SocketTimeoutException("busy"));
  }

  private Optional<Account> check(Credentials given, Origin origin, Account account) {
    origins.add(origin);
    return switch (given) {
      case Credentials.Password(var name, var password) ->
          name.equals("anna") && password.equals(Secret.of("secret"))
              ? Optional.of(account)
              : Optional.empty();
      case Credentials.Certificate(var name, _) ->
          name.equals("anna") ? Optional.of(account) : Optional.empty();
    };
  }

  static InetSocketAddress address(String host, int port) {
    try {
      return new InetSocketAddress(InetAddress.getByName(host), port);
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(host, e);
    }
  }

  HandlerBench loggedIn() {
    assertThat(send("USER anna").code().number()).isEqualTo(331);
    assertThat(send("PASS secret").code().number()).isEqualTo(230);
    return this;
  }

  /// Logins get their files from there, and not from the tree in memory.
  HandlerBench serving(Storage other) {
    storage = other;
    return this;
  }

  void passivePortsBusy() {
    nextPort = OptionalInt.empty();
  }

  void transferring(Surroundings.Progress running) {
    progress = Optional.of(running);
  }

  /// The next handshake comes from a client that asks for this name.
  HandlerBench askingFor(String serverName) {
    peer = new Security.Peer(peer.tls(), Optional.of(serverName), peer.certificate());
    return this;
  }

  /// The next handshake comes from a client that shows this certificate.
  HandlerBench showing(X509Certificate certificate) {
    peer = new Security.Peer(peer.tls(), peer.serverName(), Optional.of(certificate));
    return this;
  }

  /// The session as it begins on a connection that begins with TLS.
  HandlerBench implicit() {
    session = session.protectedBy(Security.implicit(peer));
    return this;
  }

  Session session() {
    return session;
  }

  /// What a line leads to; the session goes on from there.
  Step step(String line) {
    Step step = dispatcher.dispatch(session, CommandCodec.parse(line));
    session =
        switch (step) {
          case Step.Answer(var next, _) -> next;
          case Step.Begin(var next, _, _) -> next;
          case Step.Beside(var next, _, _) -> next;
          case Step.Abort(var next) -> next;
          case Step.Protect(var next, _, var mechanism) ->
              next.protectedBy(
                  mechanism == AuthMechanism.SSL
                      ? Security.implicit(peer)
                      : Security.explicit(peer));
          case Step.ClearControl(var next, _) -> next;
          case Step.Reinitialise(var next, _) -> next;
          case Step.Goodbye _ -> session;
        };
    return step;
  }

  /// The first reply to a line: the final one, of a job as well, or the preliminary one of a
  /// transfer. Whatever it is, the verb's row allows it.
  Reply send(String line) {
    Step step = step(line);
    Reply reply = reply(step);
    if (!(step instanceof Step.Begin)) {
      assertThat(allowed(line)).as(line + " " + reply).contains(reply.code().number());
    }
    return reply;
  }

  /// What the row of a line's verb allows for a final reply, and what every row does.
  static Set<Integer> allowed(String line) {
    String word = line.split(" ", 2)[0];
    var codes = new TreeSet<>(Set.of(421, 500, 501, 502, 530));
    codes.addAll(Verb.of(word).orElse(Verb.UNKNOWN).finals());
    return codes;
  }

  /// The first reply that a step gives.
  Reply reply(Step step) {
    return switch (step) {
      case Step.Answer(_, var reply) -> reply;
      case Step.Begin(_, var reply, _) -> reply;
      case Step.Beside beside ->
          FileJobReplies.of(new FileWork(1, 1, beside.job(), setting).run(), beside.done());
      case Step.Abort _ -> Replies.aborted();
      case Step.Protect(_, var reply, _) -> reply;
      case Step.ClearControl(_, var reply) -> reply;
      case Step.Reinitialise(_, var reply) -> reply;
      case Step.Goodbye(var reply) -> reply;
    };
  }

  /// The number of the first reply to the last of these lines.
  int code(String... lines) {
    int code = 0;
    for (String line : lines) {
      code = send(line).code().number();
    }
    return code;
  }
}
