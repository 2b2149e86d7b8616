package io.ferryftp.client.data;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.data.AwaitedConnection.Arrival;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.event.ClientEvent;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.data.DataWay;
import io.ferryftp.protocol.net.Wire;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.net.Inet4Address;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// From a wanted transfer to one whose data connection stands: tries the ways of the data mode one
/// after the other. The one that worked when others had failed is remembered for this host, and
/// tried first next time.
///
/// A way has failed when the server refuses it, when the connection is refused or does not come
/// about in time, when the server says that it has none (425, 426), and when a download's
/// connection ends before its first octet with such a reply. Everything else is an answer to the
/// transfer itself, and no other way would change it. But a data connection that the server does
/// not take for its TLS is tried again as [TlsRecovery] has it.
public final class DataNegotiation {
  private static final int NO_DATA_CONNECTION = 425;
  private static final int DATA_CONNECTION_LOST = 426;
  private static final int PROTECTION_FAILED = 522;

  /// A local error, or no room; as all of 55z.
  private static final Set<Integer> OF_FILES = Set.of(451, 452);

  /// Also OpenSSL, SSL_accept and TLSv1.3, and no directory.
  private static final Pattern TLS_WORD =
      Pattern.compile("(?i)(?<![\\w/])(open|gnu)?(tls|ssl)(v[0-9]|_|\\b)(?!/)");

  private final Session session;
  private final PassiveWays passive;
  private final ActiveWay active;
  private final TlsRecovery recovery;
  private final Consumer<TransferLink> opened;

  /// For the transfers of a session.
  ///
  /// @param opened hears of each data connection at once, so that another thread can end the wait
  ///   for its first octets
  public DataNegotiation(Session session, Consumer<TransferLink> opened) {
    this.session = session;
    this.opened = opened;
    this.passive = new PassiveWays(session);
    this.active = new ActiveWay(session);
    this.recovery = new TlsRecovery(session);
  }

  /// Opens the transfer.
  ///
  /// @throws RefusedException if the server refuses the transfer itself
  /// @throws DataConnectionException if no way leads to a data connection
  public TransferLink open(TransferRequest request) throws FtpException {
    recovery.prepare();
    int tries = 0;
    while (true) {
      try {
        return byAnyWay(request);
      } catch (ProtectionRefusedException e) {
        tries++;
        recovery.recover(e, tries, request);
      }
    }
  }

  private TransferLink byAnyWay(TransferRequest request)
      throws ProtectionRefusedException, FtpException {
    String command = CommandCodec.format(request.command());
    List<DataWay> ways = ways();
    var reasons = new ArrayList<String>();
    Optional<ReceivedReply> said = Optional.empty();
    for (int i = 0; i < ways.size(); i++) {
      DataWay way = ways.get(i);
      try {
        // Each time, because a way that failed may have led to a new control connection.
        session.negotiateNames(command);
        session.type(request.representation());
        TransferLink link = way == DataWay.ACTIVE ? actively(request) : passively(way, request);
        if (!reasons.isEmpty()) {
          ClientConfig config = session.config();
          var notes = config.memory().notes(config.hostKey(), config.port());
          config.memory().remember(config.hostKey(), config.port(), notes.withDataWay(way));
        }
        return link;
      } catch (WayFailedException e) {
        Optional<DataWay> next =
            i + 1 < ways.size() ? Optional.of(ways.get(i + 1)) : Optional.empty();
        String reason =
            e.reason() + e.reply().map(r -> ": " + r.number() + " " + r.text()).orElse("");
        session
            .conversation()
            .tell(
                new ClientEvent.DataWayFailed(
                    session.config().clock().instant(), way, next, reason));
        reasons.add(e.reason());
        said = e.reply();
      }
    }
    throw new DataConnectionException(
        new Failure(
            Step.DATA_CONNECTION,
            Optional.of(request.command().verb()),
            said,
            "no data connection: " + String.join("; ", reasons),
            "a firewall may be in the way, try another data mode"));
  }

  /// The ways that this mode allows and this address can go, the remembered one first.
  private List<DataWay> ways() {
    ClientConfig config = session.config();
    List<DataWay> allowed = config.dataMode().ways();
    var ordered = new LinkedHashSet<DataWay>();
    config
        .memory()
        .notes(config.hostKey(), config.port())
        .dataWay()
        .filter(allowed::contains)
        .ifPresent(ordered::add);
    ordered.addAll(allowed);
    if (!(session.conversation().remote().getAddress() instanceof Inet4Address)) {
      ordered.remove(DataWay.PASV); // Its reply has no room for another address.
    }
    return List.copyOf(ordered);
  }

  private TransferLink passively(DataWay way, TransferRequest request)
      throws WayFailedException, ProtectionRefusedException, FtpException {
    Wire wire = passive.connect(way);
    try {
      restart(request);
      session.conversation().send(CommandCodec.format(request.command()));
      ReceivedReply first = session.conversation().read();
      requireStarted(first);
      return started(way, wire, Arrival.of(first, wire), request);
    } catch (WayFailedException | ProtectionRefusedException | FtpException | RuntimeException e) {
      DataFlow.reset(wire);
      throw e;
    }
  }

  private TransferLink actively(TransferRequest request)
      throws WayFailedException, ProtectionRefusedException, FtpException {
    ActiveListener listener = active.listen();
    try {
      restart(request);
      session.conversation().send(CommandCodec.format(request.command()));
      return started(new AwaitedConnection(session, listener).await(), request);
    } finally {
      ActiveWay.closeQuietly(listener);
    }
  }

  private TransferLink started(Arrival awaited, TransferRequest request)
      throws WayFailedException, ProtectionRefusedException, FtpException {
    try {
      requireStarted(awaited.last().orElse(awaited.first()));
      Wire wire =
          awaited.wire().orElseThrow(() -> new WayFailedException("the server did not connect"));
      return started(DataWay.ACTIVE, wire, awaited, request);
    } catch (WayFailedException | ProtectionRefusedException | FtpException | RuntimeException e) {
      awaited.wire().ifPresent(DataFlow::reset); // Some connect first and refuse then.
      throw e;
    }
  }

  private void restart(TransferRequest request) throws FtpException {
    if (request.offset() > 0) {
      session.perform(new Command.Rest(request.offset()));
    }
  }

  private void requireStarted(ReceivedReply first) throws WayFailedException, FtpException {
    if (isLackOfConnection(first)) {
      throw new WayFailedException("the server has no data connection", first);
    }
    if (first.isFailure()) {
      throw session.refused(first);
    }
  }

  private TransferLink started(DataWay way, Wire wire, Arrival arrival, TransferRequest request)
      throws WayFailedException, ProtectionRefusedException, FtpException {
    var link = new TransferLink(session, wire, request, arrival.first(), arrival.last());
    opened.accept(link);
    if (session.isClosed()) { // By another thread, which found nothing to abort yet.
      link.abort();
    }
    session
        .conversation()
        .tell(
            new ClientEvent.DataConnectionOpened(
                session.config().clock().instant(), way, wire.local(), wire.remote()));
    try {
      link.protect();
      Optional<ReceivedReply> early = link.awaitFirstOctets();
      boolean secured = session.conversation().tls().isPresent();
      if (early.isPresent() && secured && isLackOfProtection(early.get(), request.command())) {
        throw new ProtectionRefusedException(early.get(), link.attempt());
      }
      if (early.isPresent() && isLackOfConnection(early.get())) {
        throw new WayFailedException(
            "the data connection ended before the first octet", early.get());
      }
      return link;
    } catch (WayFailedException | ProtectionRefusedException | FtpException | RuntimeException e) {
      link.abort();
      throw e;
    }
  }

  /// Servers say it with 522, as RFC 4217 §10 has it, with 425 or 426, and with others that name
  /// TLS elsewhere than in a pathname; but not with what is said of files.
  static boolean isLackOfProtection(ReceivedReply reply, Command command) {
    if (reply.number() == PROTECTION_FAILED || isLackOfConnection(reply)) {
      return true;
    }
    boolean ofFiles = reply.number() / 10 == 55 || OF_FILES.contains(reply.number());
    return reply.isFailure()
        && !ofFiles
        && TLS_WORD.matcher(withoutPathname(reply.text(), command)).find();
  }

  private static String withoutPathname(String text, Command command) {
    String line = CommandCodec.format(command);
    String pathname = line.substring(line.indexOf(' ') + 1);
    // Others may be a part of the very word: a file may be called S.
    return TLS_WORD.matcher(pathname).find() ? text.replace(pathname, "") : text;
  }

  static boolean isLackOfConnection(ReceivedReply reply) {
    return reply.number() == NO_DATA_CONNECTION || reply.number() == DATA_CONNECTION_LOST;
  }
}
