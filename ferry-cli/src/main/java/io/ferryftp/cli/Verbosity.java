package io.ferryftp.cli;

import io.ferryftp.event.ServerEvent;
import io.ferryftp.event.ServerEvent.Direction;
import io.ferryftp.event.ServerEvent.ExpectationEnd;
import io.ferryftp.event.ServerEvent.Outcome;

/// How much of what happens is logged: `-v` says everything, `-q` only what went wrong.
enum Verbosity {
  /// What went wrong, and what an operator should know.
  TROUBLE,
  /// Who came in, which files went where, and what an operator should know.
  NOTEWORTHY,
  /// Every command, reply and connection besides.
  EVERYTHING;

  /// Whether an event belongs into the log.
  boolean shows(ServerEvent event) {
    return switch (this) {
      case TROUBLE -> isNoteworthy(event) && !isUsual(event);
      case NOTEWORTHY -> isNoteworthy(event);
      case EVERYTHING -> true;
    };
  }

  /// What a server is for.
  private static boolean isUsual(ServerEvent event) {
    return switch (event) {
      case ServerEvent.LoginSucceeded _, ServerEvent.ProfileApplied _ -> true;
      case ServerEvent.TransferEnded ended -> ended.outcome() == Outcome.COMPLETED;
      default -> false;
    };
  }

  private static boolean isNoteworthy(ServerEvent event) {
    return switch (event) {
      case ServerEvent.ServerStarted _,
          ServerEvent.ServerStopped _,
          ServerEvent.Notice _,
          ServerEvent.LoginSucceeded _,
          ServerEvent.LoginFailed _,
          ServerEvent.LoginRefused _,
          ServerEvent.HandshakeFailed _,
          ServerEvent.ProfileApplied _,
          ServerEvent.BindingWaived _,
          ServerEvent.CloseNotifyMissing _ ->
          true;
      // Nobody opened the data connection: what a firewall on the way looks like from here.
      case ServerEvent.ExpectationClosed closed -> closed.end() == ExpectationEnd.TIMED_OUT;
      case ServerEvent.TransferEnded ended ->
          ended.direction() != Direction.LISTING || ended.outcome() != Outcome.COMPLETED;
      // Strays and reused ports come in thousands when somebody scans or one address is busy.
      case ServerEvent.StrayConnection _,
          ServerEvent.PassivePortReused _,
          ServerEvent.SessionOpened _,
          ServerEvent.SessionClosed _,
          ServerEvent.ControlProtected _,
          ServerEvent.ControlCleared _,
          ServerEvent.DataProtected _,
          ServerEvent.CommandReceived _,
          ServerEvent.ReplySent _,
          ServerEvent.ExpectationOpened _,
          ServerEvent.TransferStarted _,
          ServerEvent.DataConnectionOpened _,
          ServerEvent.TransferProgress _,
          ServerEvent.DataConnectionClosed _ ->
          false;
    };
  }
}
