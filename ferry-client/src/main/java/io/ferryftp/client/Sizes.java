package io.ferryftp.client;

import io.ferryftp.client.TransferResult.Verification;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.data.TransferLink;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.VerificationException;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The check after every transfer: is the file at its destination as long as it has to be?
final class Sizes {
  /// As nearly all servers write it behind 150 or 125.
  private static final Pattern IN_REPLY = Pattern.compile("\\((\\d{1,18}) (?i:bytes?|octets?)\\)");

  private final Session session;
  private final String pathname;

  Sizes(Session session, String pathname) {
    this.session = session;
    this.pathname = pathname;
  }

  /// The size in the text of a reply, for servers without SIZE.
  static OptionalLong announced(ReceivedReply reply) {
    Matcher found = IN_REPLY.matcher(reply.text());
    return found.find() ? OptionalLong.of(Long.parseLong(found.group(1))) : OptionalLong.empty();
  }

  /// Checks a confirmed download.
  ///
  /// @param offset where it began
  /// @param expected the size that the server told before
  Verification ofDownload(TransferLink link, long offset, OptionalLong expected)
      throws FtpException {
    long length = offset + link.octets();
    if (expected.isEmpty()) {
      return Verification.NOT_POSSIBLE;
    }
    if (length == expected.getAsLong()) {
      return Verification.SIZE_MATCHES;
    }
    if (length < expected.getAsLong()) {
      throw wrong(
          "%d of %d octets arrived, although the server confirms the transfer"
              .formatted(length, expected.getAsLong()));
    }
    OptionalLong now = new RemoteFacts(session).size(pathname);
    if (now.isPresent() && now.getAsLong() == length) {
      return Verification.SIZE_MATCHES; // It has grown meanwhile.
    }
    if (now.isPresent() || offset > 0) {
      throw wrong(
          "%d octets arrived, more than the %d that the server has behind the offset %d"
              .formatted(link.octets(), now.orElse(expected.getAsLong()) - offset, offset));
    }
    session.tell(
        "%d octets arrived, more than the %d that the server announced"
            .formatted(length, expected.getAsLong()));
    return Verification.NOT_POSSIBLE;
  }

  /// Checks a confirmed upload.
  ///
  /// @param expected the size that the file must have now
  Verification ofUpload(OptionalLong expected) throws FtpException {
    if (expected.isEmpty()) {
      return Verification.NOT_POSSIBLE;
    }
    OptionalLong stored = new RemoteFacts(session).size(pathname);
    if (stored.isEmpty()) {
      return Verification.NOT_POSSIBLE;
    }
    if (stored.getAsLong() != expected.getAsLong()) {
      throw wrong(
          "the server confirms the transfer, but has %d octets where there should be %d"
              .formatted(stored.getAsLong(), expected.getAsLong()));
    }
    return Verification.SIZE_MATCHES;
  }

  private VerificationException wrong(String what) {
    return new VerificationException(
        Failure.at(Step.VERIFICATION, what).tryThis("transfer it again"));
  }
}
