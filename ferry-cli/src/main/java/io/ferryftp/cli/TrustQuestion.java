package io.ferryftp.cli;

import io.ferryftp.client.config.UnknownCertificate;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.protocol.tls.CertificateNames;
import io.ferryftp.protocol.tls.Fingerprint;
import java.io.Console;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/// Asks a person whether a server that nobody vouches for is the right one. Only a whole `yes` is a
/// yes; where there is no terminal, the answer is no.
final class TrustQuestion implements UnknownCertificate {
  private final Optional<Answers> terminal;
  private final Consumer<String> screen;
  private final Map<String, Fingerprint> unasked = new HashMap<>();

  /// A person at a terminal.
  @FunctionalInterface
  interface Answers {
    /// What was typed; empty if nothing more comes.
    Optional<String> ask(String question);
  }

  /// @param terminal empty: there is nobody to ask
  /// @param screen shows a line
  TrustQuestion(Optional<Answers> terminal, Consumer<String> screen) {
    this.terminal = terminal;
    this.screen = screen;
  }

  /// The terminal of this process.
  static Optional<Answers> ofProcess() {
    return Optional.ofNullable(System.console())
        .filter(Console::isTerminal)
        .map(console -> question -> Optional.ofNullable(console.readLine("%s", question)));
  }

  @Override
  public Answer ask(String host, int port, X509Certificate certificate, String why) {
    if (terminal.isEmpty()) {
      synchronized (unasked) {
        unasked.put(host + " " + port, Fingerprint.of(certificate));
      }
      return Answer.NO;
    }
    lines(host, port, certificate, why).forEach(screen);
    return answer(terminal.get()).filter("yes"::equals).isPresent() ? Answer.ALWAYS : Answer.NO;
  }

  /// The certificate of this server, if somebody would have been asked about it had there been a
  /// terminal.
  Optional<Fingerprint> unasked(String host, int port) {
    synchronized (unasked) {
      return Optional.ofNullable(unasked.get(host + " " + port));
    }
  }

  private static List<String> lines(
      String host, int port, X509Certificate certificate, String why) {
    return List.of(
        "ferry: %s port %d: %s".formatted(WireText.printable(host), port, WireText.printable(why)),
        "  subject    " + name(certificate.getSubjectX500Principal().getName()),
        "  issuer     " + name(certificate.getIssuerX500Principal().getName()),
        "  names      "
            + WireText.excerpt(String.join(", ", CertificateNames.of(certificate).names())),
        "  good       from %s to %s"
            .formatted(day(certificate.getNotBefore()), day(certificate.getNotAfter())),
        "  SHA-256    " + Fingerprint.of(certificate).hex(),
        "Whoever runs the server can tell you its SHA-256; `ferry serve` shows it when it starts.");
  }

  private static String name(String subject) {
    return WireText.excerpt(subject);
  }

  private static LocalDate day(Date date) {
    return LocalDate.ofInstant(date.toInstant(), ZoneOffset.UTC);
  }

  /// A terminal cannot be interrupted, but whoever waits for it can.
  private static Optional<String> answer(Answers terminal) {
    var task =
        new FutureTask<>(
            () -> terminal.ask("Type yes to trust it from now on, anything else to leave: "));
    Thread.ofPlatform().daemon().name("question").start(task);
    try {
      return task.get().map(String::strip);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    } catch (ExecutionException e) {
      throw new IllegalStateException("the terminal failed", e);
    }
  }
}
