package io.ferryftp.client.data;

import io.ferryftp.client.control.NetworkErrors;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.VerificationException;
import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.protocol.tls.ClearTextException;
import io.ferryftp.protocol.tls.TruncationException;
import java.io.IOException;

/// The failures of one transfer, in words.
final class TransferFailures {
  private final Session session;
  private final TransferRequest request;

  TransferFailures(Session session, TransferRequest request) {
    this.session = session;
    this.request = request;
  }

  Failure failure(String what) {
    return Failure.at(Step.TRANSFER, what).during(request.command().verb());
  }

  DataConnectionException aborted() {
    return new DataConnectionException(failure("the transfer was aborted"));
  }

  /// The server says that it failed.
  FtpException failed(ReceivedReply reply, String what) {
    return DataNegotiation.isLackOfConnection(reply)
        ? new DataConnectionException(failure(what).answered(reply).tryThis("try it again"))
        : refused(reply);
  }

  private RefusedException refused(ReceivedReply reply) {
    Failure known = session.refused(reply).failure();
    return new RefusedException(
        new Failure(Step.TRANSFER, known.verb(), known.reply(), known.what(), known.remedy()));
  }

  /// The data connection broke, and this is what the server says of the transfer.
  FtpException broken(IOException cause, ReceivedReply reply) {
    if (reply.isFailure()) {
      return failed(reply, "the data connection broke (%s)".formatted(NetworkErrors.words(cause)));
    }
    String what =
        switch (cause) {
          case TruncationException _ ->
              "the server ended the data connection without close_notify, so that something may be"
                  + " missing, and yet confirms the transfer";
          case ClearTextException _ -> "there was clear text on the protected data connection";
          default -> "the server closed the data connection early and yet confirms the transfer";
        };
    return new VerificationException(failure(what).answered(reply), cause);
  }

  /// There is no TLS on the data connection: the server is silent, or speaks without.
  DataConnectionException noHandshake(IOException cause) {
    long millis = session.config().limits().handshake().toMillis();
    Failure failure =
        cause instanceof ClearTextException
            ? failure("the server has promised to protect data (PROT P), and what came is not TLS")
                .tryThis("somebody may be in the middle, or the server is broken")
            : failure("no agreement on TLS for the data connection within " + millis + " ms");
    return new DataConnectionException(failure, cause);
  }

  /// Who has gone may have stored the file, and who is silent too; only the connection differs.
  FtpException unconfirmed(ConnectionException e, long octets) {
    var failure =
        new Failure(
            Step.VERIFICATION,
            e.verb(),
            e.reply(),
            "%d octets went over, but the server did not confirm them".formatted(octets),
            "look whether the file is complete");
    boolean gone = e.getCause() != null || e.reply().isPresent();
    return gone ? new ConnectionException(failure, e) : new VerificationException(failure, e);
  }
}
