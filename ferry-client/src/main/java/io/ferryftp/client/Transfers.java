package io.ferryftp.client;

import io.ferryftp.client.control.Session;
import io.ferryftp.client.data.DataNegotiation;
import io.ferryftp.client.data.TransferLink;
import io.ferryftp.client.data.TransferRequest;
import io.ferryftp.client.data.TransferRequest.Direction;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.data.Representation;
import java.util.OptionalLong;
import java.util.function.Consumer;

/// Opens transfers, with what has to be known for the check at their end.
final class Transfers {
  private final Session session;
  private final DataNegotiation negotiation;

  /// @param opened hears of each data connection
  Transfers(Session session, Consumer<TransferLink> opened) {
    this.session = session;
    this.negotiation = new DataNegotiation(session, opened);
  }

  /// RETR.
  Download retrieve(String pathname, TransferOptions options) throws FtpException {
    OptionalLong size =
        options.representation() == Representation.IMAGE
            ? new RemoteFacts(session).size(pathname)
            : OptionalLong.empty();
    return retrieve(pathname, options, size);
  }

  /// RETR of a file whose size has been asked for.
  Download retrieve(String pathname, TransferOptions options, OptionalLong size)
      throws FtpException {
    OptionalLong octets =
        size.isPresent() && size.getAsLong() >= options.offset()
            ? OptionalLong.of(size.getAsLong() - options.offset())
            : OptionalLong.empty();
    TransferLink link = open(new Command.Retr(pathname), options, Direction.FROM_SERVER, octets);
    boolean announced =
        size.isEmpty() && options.offset() == 0 && options.representation() == Representation.IMAGE;
    OptionalLong expected = announced ? Sizes.announced(link.first()) : size;
    tellStart(options.offset(), expected);
    return new Download(session, link, pathname, options, expected);
  }

  /// STOR.
  Store store(String pathname, TransferOptions options) throws FtpException {
    TransferLink link = open(new Command.Stor(pathname), options, Direction.TO_SERVER);
    tellStart(options.offset(), OptionalLong.empty());
    return new Store(session, link, pathname, options, OptionalLong.of(options.offset()));
  }

  /// APPE.
  Store append(String pathname, TransferOptions options) throws FtpException {
    if (options.offset() > 0) {
      throw new IllegalArgumentException("what is appended has no offset");
    }
    OptionalLong before = OptionalLong.empty();
    if (options.representation() == Representation.IMAGE) {
      before = new RemoteFacts(session).size(pathname);
    }
    TransferLink link = open(new Command.Appe(pathname), options, Direction.TO_SERVER);
    tellStart(before.orElse(0), OptionalLong.empty());
    return new Store(session, link, pathname, options, before);
  }

  /// A listing.
  TransferLink list(Command command) throws FtpException {
    return open(command, TransferOptions.DEFAULT.as(Representation.ASCII), Direction.FROM_SERVER);
  }

  private void tellStart(long offset, OptionalLong size) {
    session
        .conversation()
        .tell(new ClientEvent.TransferStarted(session.config().clock().instant(), offset, size));
  }

  private TransferLink open(Command command, TransferOptions options, Direction direction)
      throws FtpException {
    return open(command, options, direction, OptionalLong.empty());
  }

  private TransferLink open(
      Command command, TransferOptions options, Direction direction, OptionalLong octets)
      throws FtpException {
    return negotiation.open(
        new TransferRequest(
            command,
            options.representation(),
            direction,
            options.offset(),
            octets,
            options.deadline().orElse(session.config().limits().transfer())));
  }
}
