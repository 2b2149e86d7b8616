package io.ferryftp.cli;

import io.ferryftp.event.EventListener;
import io.ferryftp.server.FtpServer;
import io.ferryftp.server.account.GivenAccounts;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls;
import io.ferryftp.server.config.TlsProof;
import io.ferryftp.server.storage.DataInUseException;
import io.ferryftp.server.storage.LocalStorage;
import io.ferryftp.server.tls.Engines;
import io.ferryftp.server.tls.TlsSelfCheck;
import io.ferryftp.server.tls.TlsSelfCheckException;
import io.ferryftp.storage.Storage;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// One run of a server, from its ports to its last words.
///
/// Standard output carries the ready line and nothing else, so that a script can wait for it. What
/// people read, and every log line, goes to standard error.
final class Serving {
  static final Duration DRAIN = Duration.ofSeconds(10);

  private final ServePlan plan;
  private final Streams streams;

  Serving(ServePlan plan, Streams streams) {
    this.plan = plan;
    this.streams = streams;
  }

  /// Serves until a signal comes, and lets running transfers finish.
  ExitCode run() throws MistakeException, IOException, InterruptedException {
    Signals signals = Signals.take(() -> Runtime.getRuntime().halt(ExitCode.FAILURE.number()));
    try (var log = new LogWriter(streams.err(), this::lossLine);
        var storage = openStorage()) {
      EngineLog.install(log::line, this::engineLine);
      KnownProof known = KnownProof.of(plan.data(), plan.tls());
      TlsProof proof = known.proof();
      Optional<ServerCertificates> certificates =
          plan.tls().isOffered()
              ? Optional.of(
                  ServerCertificates.open(
                      plan.tls(),
                      plan.data(),
                      Instant.now(),
                      proof,
                      sentence -> log.line(line("notice", sentence))))
              : Optional.empty();
      var notices = new StartNotices(listener(log));
      GivenAccounts accounts = plan.roster().accounts(plan.tls(), plan.clients());
      try (var server = start(accounts, storage, certificates, proof, notices)) {
        announce(server, certificates, notes(storage, certificates, notices));
        certificates.ifPresent(own -> prove(own, known, proof, log));
        signals.awaitFirst();
        log.line(
            line(
                "stopping",
                "stopping; running transfers have 10 s to finish, once more stops at once"));
        server.drain(DRAIN);
      }
      return ExitCode.OK;
    }
  }

  private LocalStorage openStorage() throws MistakeException {
    try {
      return LocalStorage.open(plan.data(), plan.symlinks(), plan.durability());
    } catch (DataInUseException e) {
      throw new MistakeException(
          "--data %s is used by another Ferry; stop that one, or choose another with --data DIR"
              .formatted(plan.data()),
          e);
    } catch (IOException e) {
      throw new MistakeException(
          "--data %s cannot be used (%s); choose another with --data DIR"
              .formatted(plan.data(), reason(e)),
          e);
    }
  }

  private static String reason(IOException e) {
    return switch (e) {
      case java.nio.file.AccessDeniedException _ -> "no right to write there";
      case java.nio.file.FileAlreadyExistsException _ -> "a file is in the way";
      default -> String.valueOf(e.getMessage());
    };
  }

  private FtpServer start(
      GivenAccounts accounts,
      Storage storage,
      Optional<ServerCertificates> certificates,
      TlsProof proof,
      EventListener listener)
      throws MistakeException, IOException {
    ServerConfig.Builder config =
        ServerConfig.builder(accounts, storage)
            .listen(plan.listen())
            .passivePorts(plan.passivePorts())
            .passiveAddress(plan.passiveAddress())
            .tlsPolicy(plan.tls().policy())
            .devices(plan.clients().devices())
            .listener(listener);
    certificates.ifPresent(own -> config.tls(serverTls(own)));
    plan.tls().implicit().ifPresent(config::implicitListen);
    plan.activePort().ifPresent(config::activePort);
    try {
      return FtpServer.start(config.build(), proof);
    } catch (TlsSelfCheckException e) {
      throw new MistakeException("TLS cannot be offered: " + e.getMessage(), e);
    } catch (BindException e) {
      throw StartFailure.explain(e, plan.listen(), plan.tls().implicit(), plan.passivePorts());
    }
  }

  /// What was only known is tried after all, while clients are served; nobody waits for it.
  private void prove(ServerCertificates own, KnownProof known, TlsProof proof, LogWriter log) {
    switch (proof) {
      case TRIED_FIRST -> known.keep();
      case KNOWN ->
          Thread.ofPlatform().daemon().name("tls-proof").start(() -> retry(own, known, log));
    }
  }

  private void retry(ServerCertificates own, KnownProof known, LogWriter log) {
    try {
      TlsSelfCheck.require(serverTls(own));
    } catch (TlsSelfCheckException e) {
      known.forget();
      log.line(line("stopping", "TLS cannot be offered: " + e.getMessage()));
      log.close();
      System.exit(ExitCode.FAILURE.number());
    }
  }

  private ServerTls serverTls(ServerCertificates own) {
    return ServerTls.with(own.source())
        .withSessionReuse(plan.tls().sessionReuse())
        .withClientCertificates(plan.tls().clientCertificates())
        .withClearControl(plan.tls().clearControl())
        .withAuthSsl(plan.tls().authSsl())
        .withEngine(plan.tls().engine());
  }

  private EventListener listener(LogWriter log) {
    return switch (plan.format()) {
      case HUMAN -> new HumanLog(log::line, plan.verbosity(), ZoneId::systemDefault);
      case JSON -> new JsonLog(log::line, plan.verbosity());
    };
  }

  private List<String> notes(
      LocalStorage storage, Optional<ServerCertificates> certificates, StartNotices notices) {
    var notes = new ArrayList<>(plan.notes());
    certificates.ifPresent(own -> notes.addAll(own.warnings(Instant.now())));
    storage.notice().ifPresent(notes::add);
    notes.addAll(notices.take());
    return notes;
  }

  private void announce(
      FtpServer server, Optional<ServerCertificates> certificates, List<String> notes) {
    List<ShownCertificate> shown = certificates.map(ServerCertificates::shown).orElse(List.of());
    Optional<InetSocketAddress> implicit = server.implicitControl();
    var ready =
        new ReadyLine(
            server.control(), implicit, server.passivePorts(), ProcessHandle.current().pid());
    switch (plan.format()) {
      case HUMAN -> {
        var screen =
            new StartScreen(
                Ferry.version(),
                plan.roster(),
                server.control(),
                implicit,
                server.passivePorts(),
                plan.activePort().orElse(server.control().getPort() - 1),
                plan.tls().policy(),
                shown,
                Engines.inUse(plan.tls().engine()),
                notes);
        // In one piece: a client may be quick, and its log line must not land in the middle.
        streams.err().println(String.join("\n", screen.lines(Paint.of(streams.environment()))));
        streams.err().flush();
        streams.out().println(ready.plain());
        streams.out().flush();
        streams.err().println("\nCtrl-C stops it. What happens from here on:");
      }
      case JSON -> {
        notes.forEach(note -> streams.err().println(line("notice", note)));
        if (!shown.isEmpty()) {
          streams.err().println(line("notice", "TLS by " + Engines.inUse(plan.tls().engine())));
        }
        shown.forEach(one -> streams.err().println(JsonLog.line("certificate", one.fields())));
        plan.roster().generated().ifPresent(password -> sayPassword(password.reveal()));
        streams.out().println(ready.json());
        streams.out().flush();
      }
    }
    streams.err().flush();
  }

  private void sayPassword(String password) {
    var fields = new TreeMap<String, Object>();
    fields.put("user", Roster.GENERATED_NAME);
    fields.put("password", password);
    streams.err().println(JsonLog.line("generated-password", fields));
  }

  private String line(String event, String sentence) {
    return switch (plan.format()) {
      case HUMAN -> "ferry: " + sentence;
      case JSON -> JsonLog.line(event, Map.of("sentence", sentence));
    };
  }

  private String lossLine(long lines) {
    String sentence = lines + " log lines were left out: nobody read them in time";
    return switch (plan.format()) {
      case HUMAN -> "! " + sentence;
      case JSON -> JsonLog.line("notice", Map.of("sentence", sentence));
    };
  }

  private String engineLine(EngineLog.Entry entry) {
    return switch (plan.format()) {
      case HUMAN -> "! " + entry.message() + (entry.trace().isEmpty() ? "" : "\n" + entry.trace());
      case JSON -> {
        var fields = new TreeMap<String, Object>();
        fields.put("level", entry.level().getName());
        fields.put("sentence", entry.message());
        if (!entry.trace().isEmpty()) {
          fields.put("trace", entry.trace());
        }
        yield JsonLog.line("log", fields);
      }
    };
  }
}
