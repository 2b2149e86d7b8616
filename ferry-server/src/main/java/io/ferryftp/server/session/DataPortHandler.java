package io.ferryftp.server.session;

import io.ferryftp.account.Concession;
import io.ferryftp.protocol.address.ExtendedAddress;
import io.ferryftp.protocol.address.HostPort;
import io.ferryftp.protocol.address.LongAddress;
import io.ferryftp.protocol.command.DataPortCommand;
import io.ferryftp.protocol.command.DataPortCommand.Sscn;
import io.ferryftp.protocol.command.EpsvScope;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.session.Session.DataEnd;
import io.ferryftp.server.session.Session.PassiveUse;
import io.ferryftp.server.transfer.Reach;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/// Where data connections go and come from: RFC 959 §4.1.2, RFC 1639, RFC 2428, and with another
/// server at the other end SSCN and CPSV.
final class DataPortHandler {
  private static final System.Logger LOG = System.getLogger(DataPortHandler.class.getName());

  /// Data connections to lower ports would speak to somebody else's services (RFC 2577 §3).
  private static final int LOWEST_ACTIVE_PORT = 1024;

  /// Whose mistakes clear the data port that was chosen before.
  private static final Set<Verb> ADDRESSES = Set.of(Verb.PORT, Verb.EPRT, Verb.LPRT);

  private final Surroundings surroundings;

  DataPortHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// PORT.
  Step port(Session session, HostPort address) {
    return active(session, address.host(), address.port());
  }

  /// EPRT.
  Step eprt(Session session, ExtendedAddress address) {
    return isOwnFamily(address.host())
        ? active(session, address.host(), address.port())
        : refused(session, Replies.familyNotHere(isIpv4() ? "1" : "2"));
  }

  /// Whatever command of the family it is.
  Step handle(Session session, DataPortCommand command) {
    return switch (command) {
      case DataPortCommand.Lprt(var address) -> lprt(session, address);
      case DataPortCommand.Lpsv _ -> lpsv(session);
      case DataPortCommand.Cpsv _ -> cpsv(session);
      case DataPortCommand.Sscn(var wish) -> sscn(session, wish);
    };
  }

  /// LPRT.
  private Step lprt(Session session, LongAddress address) {
    return isOwnFamily(address.host())
        ? active(session, address.host(), address.port())
        : refused(session, ClientReplies.longFamilyNotHere(isIpv4() ? 4 : 6));
  }

  /// A refused address clears the one before: a transfer must never go where the client has just
  /// been told it will not.
  private Step active(Session session, InetAddress host, int port) {
    if (session.passiveUse() == PassiveUse.EXTENDED_ONLY) {
      return refused(session, Replies.onlyExtendedPassive());
    }
    boolean own = isOwn(host);
    if (!own && !mayReach(session, host)) {
      return refused(session, Replies.foreignAddress());
    }
    if (port < LOWEST_ACTIVE_PORT) {
      return refused(session, Replies.reservedPort());
    }
    // The peer's own address object keeps the scope that a link-local address needs.
    InetAddress target = own ? surroundings.remote().getAddress() : host;
    return new Step.Answer(
        session.withDataPort(
            new DataPortChoice.Active(
                new InetSocketAddress(target, port), own ? DataPeer.CLIENT : DataPeer.SERVER)),
        Replies.ok("Data port noted"));
  }

  /// An address of all zeros is the client's own too: lftp announces `::` when it cannot tell which
  /// of its addresses the server sees.
  private boolean isOwn(InetAddress host) {
    return host.isAnyLocalAddress()
        || host.equals(withoutScope(surroundings.remote().getAddress()));
  }

  /// Whether an account may have its data go to another host. Never to this machine itself: what
  /// listens here trusts whoever comes from here. Only a client on the loopback may name another
  /// address of that, which it could reach without us.
  private boolean mayReach(Session session, InetAddress host) {
    return allowsThirdParties(session)
        && isOwnFamily(host)
        && !host.isMulticastAddress()
        && !isReserved(host)
        && !host.isLinkLocalAddress()
        && (host.isLoopbackAddress() ? surroundings.isLoopback() : !isThisMachine(host));
  }

  /// 240.0.0.0/4, which no host has (RFC 1112 §4), with the broadcast address at its end.
  private static boolean isReserved(InetAddress host) {
    return host instanceof Inet4Address && (host.getAddress()[0] & 0xF0) == 0xF0;
  }

  private boolean isThisMachine(InetAddress host) {
    try {
      return host.equals(withoutScope(surroundings.local().getAddress()))
          || NetworkInterface.getByInetAddress(host) != null;
    } catch (SocketException e) {
      LOG.log(Level.WARNING, "cannot tell this machine's addresses; taken for one of them", e);
      return true;
    }
  }

  /// Whether data connections may go to and come from other hosts than the client's. Not behind
  /// CCC: protected data would go where others on the way say. Never for those who need no
  /// password: anybody could have this machine connect to others.
  static boolean allowsThirdParties(Session session) {
    return session.security().control() != Security.Control.CLEARED
        && session
            .login()
            .map(Login::account)
            .filter(account -> account.has(Concession.THIRD_PARTY_DATA) && !account.isAnonymous())
            .isPresent();
  }

  /// PASV.
  Step pasv(Session session) {
    return classic(session, DataPeer.CLIENT);
  }

  /// CPSV.
  private Step cpsv(Session session) {
    Optional<Reply> refusal = refusal(session);
    return refusal.isPresent()
        ? refused(session, refusal.get())
        : classic(session, DataPeer.SERVER);
  }

  private Step classic(Session session, DataPeer peer) {
    if (session.passiveUse() == PassiveUse.EXTENDED_ONLY) {
      return refused(session, Replies.onlyExtendedPassive());
    }
    Optional<Inet4Address> announced = announced();
    return announced.isEmpty()
        ? refused(session, Replies.passiveNeedsIpv4())
        : passive(session, peer, port -> Replies.passive(new HostPort(announced.get(), port)));
  }

  /// LPSV.
  private Step lpsv(Session session) {
    if (session.passiveUse() == PassiveUse.EXTENDED_ONLY) {
      return refused(session, Replies.onlyExtendedPassive());
    }
    InetAddress host =
        announced().<InetAddress>map(it -> it).orElse(surroundings.local().getAddress());
    return passive(
        session, DataPeer.CLIENT, port -> ClientReplies.longPassive(new LongAddress(host, port)));
  }

  /// EPSV.
  Step epsv(Session session, EpsvScope scope) {
    boolean ipv4 = isIpv4();
    return switch (scope) {
      case ALL ->
          new Step.Answer(
              noDataPort(session).withPassiveUse(PassiveUse.EXTENDED_ONLY),
              Replies.extendedPassiveOnly());
      case IPV4 -> ipv4 ? extendedPassive(session) : refused(session, Replies.familyNotHere("2"));
      case IPV6 -> ipv4 ? refused(session, Replies.familyNotHere("1")) : extendedPassive(session);
      case DEFAULT -> extendedPassive(session);
    };
  }

  private Step extendedPassive(Session session) {
    return passive(session, DataPeer.CLIENT, Replies::extendedPassive);
  }

  private Step passive(Session session, DataPeer peer, IntFunction<Reply> reply) {
    Reach reach = allowsThirdParties(session) ? Reach.EVERYBODY : Reach.CLIENT;
    try {
      int port = surroundings.dataPorts().expect(reach);
      return new Step.Answer(
          session.withDataPort(new DataPortChoice.Passive(peer)), reply.apply(port));
    } catch (IOException e) {
      return refused(session, Replies.passivePortsBusy());
    }
  }

  /// SSCN. Who may not have ON may still be told what is the case.
  private Step sscn(Session session, Sscn.Wish wish) {
    Optional<Reply> refusal = wish == Sscn.Wish.ON ? refusal(session) : refusalInClear(session);
    if (refusal.isPresent()) {
      return new Step.Answer(session, refusal.get());
    }
    Session next =
        switch (wish) {
          case TELL -> session;
          case ON -> session.with(DataEnd.CLIENT);
          case OFF -> session.with(DataEnd.SERVER);
        };
    return new Step.Answer(next, ClientReplies.sscn(next.dataEnd()));
  }

  private static Optional<Reply> refusal(Session session) {
    return allowsThirdParties(session)
        ? refusalInClear(session)
        : Optional.of(ClientReplies.notBetweenServers());
  }

  private static Optional<Reply> refusalInClear(Session session) {
    return session.security().isControlProtected()
        ? Optional.empty()
        : Optional.of(ClientReplies.controlNotProtected());
  }

  /// A command that makes no sense. An address that makes none clears the one before, as a refused
  /// one does.
  Step malformed(Session session, Verb verb, Reply reply) {
    return new Step.Answer(ADDRESSES.contains(verb) ? noDataPort(session) : session, reply);
  }

  /// The address for a 227: a client from this machine or network-less path gets the one it already
  /// reached; others the one that the operator says the outside sees.
  private Optional<Inet4Address> announced() {
    if (!(surroundings.local().getAddress() instanceof Inet4Address own)) {
      return Optional.empty();
    }
    return surroundings.isLoopback()
        ? Optional.of(own)
        : Optional.of(surroundings.config().passiveAddress().get().orElse(own));
  }

  private boolean isIpv4() {
    return surroundings.local().getAddress() instanceof Inet4Address;
  }

  private boolean isOwnFamily(InetAddress host) {
    return host instanceof Inet4Address == isIpv4();
  }

  private static Step refused(Session session, Reply reply) {
    return new Step.Answer(noDataPort(session), reply);
  }

  private static Session noDataPort(Session session) {
    return session.withDataPort(new DataPortChoice.None());
  }

  private static InetAddress withoutScope(InetAddress address) {
    try {
      return InetAddress.getByAddress(address.getAddress());
    } catch (java.net.UnknownHostException e) {
      throw new IllegalStateException("an address of wrong length", e);
    }
  }
}
