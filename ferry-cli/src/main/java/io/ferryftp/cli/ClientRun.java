package io.ferryftp.cli;

import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LoginException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.TlsException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// One run of a command of the client: its errands one after the other. A failed one does not stop
/// the next; a signal does.
final class ClientRun {
  private final ClientOptions.Plan plan;
  private final Streams streams;
  private final ClientView view;
  private final Report report;

  ClientRun(ClientOptions.Plan plan, Report.Format format, Streams streams) {
    this.plan = plan;
    this.streams = streams;
    view =
        new ClientView(
            new Screen(streams.err()),
            plan.talk(),
            Screen.columns(streams.environment()),
            System::nanoTime);
    report = new Report(format, streams.out(), view);
  }

  ClientView view() {
    return view;
  }

  Report report() {
    return report;
  }

  /// Does them all.
  ExitCode run(List<? extends Errand> errands) throws MistakeException {
    Netrc netrc = NetrcFile.read(streams.environment(), s -> view.say("ferry: " + s));
    var logins = new Logins(streams.environment(), netrc, new ConsolePrompt());
    var memory =
        new HostFile(
            HostFile.standard(streams.environment()), InstantSource.system(), view::detail);
    var known =
        new KnownCertificatesFile(
            KnownCertificatesFile.standard(streams.environment()), InstantSource.system());
    var question = new TrustQuestion(TrustQuestion.ofProcess(), view::show);
    var connections =
        new Connections(plan, logins, memory, new Connections.Trust(known, question), view);
    var hints = new TrustHints(known, question);
    // Before the signals are taken: who is asked for a password leaves with Ctrl-C.
    for (Errand errand : errands) {
      connections.prepare(errand.url());
    }
    try (var interruption = Interruption.watch(connections::close, view::fail)) {
      for (Errand errand : errands) {
        if (interruption.code().isEmpty()) {
          carryOut(errand, connections, hints, interruption);
        }
      }
      if (interruption.code().isEmpty()) {
        sayGoodbye(connections);
      }
      connections.close();
      return interruption.code().orElseGet(this::outcome);
    }
  }

  // Files notice a broken standard output by themselves; listings and JSON are checked here.
  private ExitCode outcome() {
    if (report.code() == ExitCode.OK && streams.out().checkError()) {
      view.fail("standard output: nobody reads it any more, or its disk is full");
      return ExitCode.LOCAL_FILE;
    }
    return report.code();
  }

  private void carryOut(
      Errand errand, Connections connections, TrustHints hints, Interruption interruption) {
    try {
      errand.prepare();
      report.done(errand.url(), errand.run(connections.client(errand.url())));
    } catch (FtpException e) {
      view.end();
      Optional<ExitCode> signal = interruption.code();
      // Where the server refused to begin, nothing has changed at either end.
      String kept =
          e instanceof RefusedException && e.step() == Step.COMMAND
              ? ""
              : errand.kept().map(part -> "; " + part).orElse("");
      String hint = e instanceof TlsException tls ? hints.of(errand.url(), tls) : "";
      report.failed(errand.url(), e, signal.orElse(ExitCode.of(e)), kept + hint);
      if (e instanceof ConnectionException
          || e instanceof TlsException
          || e instanceof LoginException) {
        connections.giveUp(errand.url(), e);
      }
    } finally {
      view.end();
    }
  }

  private void sayGoodbye(Connections connections) {
    try {
      connections.quit();
    } catch (FtpException e) {
      // All is done: a server that hangs up instead of an answer changes nothing.
      view.detail("ferry: " + e.getMessage());
    }
  }
}
