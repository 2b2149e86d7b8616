package io.ferryftp.cli;

import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LimitException;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.client.error.LoginException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.client.error.VerificationException;

/// What the program tells the shell. The numbers are a promise; `docs/client.md` has them.
enum ExitCode {
  /// It did what it was asked to do.
  OK(0),
  /// The server refused an operation, or listed more than there is room for; or the program broke.
  FAILURE(1),
  /// The command line or the surroundings have to change first; one line says how.
  USAGE(2),
  /// No such host, no connection, or the control connection was lost.
  CONNECTION(3),
  /// The server did not let the user in, or there was no password to try.
  LOGIN(4),
  /// No TLS, or a certificate that is not trusted.
  TLS(5),
  /// No data connection, or it was lost.
  DATA_CONNECTION(6),
  /// A local file could not be read or written.
  LOCAL_FILE(7),
  /// What arrived is not what was sent.
  VERIFICATION(8),
  /// Stopped by Ctrl-C: 128 and the number of SIGINT, as shells say it.
  INTERRUPTED(130),
  /// Stopped by SIGTERM, or by the hang-up of the terminal.
  TERMINATED(143);

  private final int number;

  ExitCode(int number) {
    this.number = number;
  }

  int number() {
    return number;
  }

  /// What a failed operation of the client is to the shell.
  static ExitCode of(FtpException failure) {
    return switch (failure) {
      case RefusedException _, LimitException _ -> FAILURE;
      case ConnectionException _ -> CONNECTION;
      case LoginException _ -> LOGIN;
      case TlsException _ -> TLS;
      case DataConnectionException _ -> DATA_CONNECTION;
      case LocalFileException _ -> LOCAL_FILE;
      case VerificationException _ -> VERIFICATION;
      case OperationInterruptedException _ -> INTERRUPTED;
    };
  }
}
