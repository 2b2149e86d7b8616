package io.ferryftp.server.session;

import io.ferryftp.protocol.address.ExtendedAddress;
import io.ferryftp.protocol.address.HostPort;
import io.ferryftp.protocol.command.EpsvScope;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.data.FileStructure;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.data.TransferMode;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.session.Session.PassiveUse;
import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/// How transfers will go: RFC 959 §4.1.2, RFC 2428, and OPTS.
final class ParameterHandler {
  /// Data connections to lower ports would speak to somebody else's services (RFC 2577 §3).
  private static final int LOWEST_ACTIVE_PORT = 1024;

  private final Surroundings surroundings;

  ParameterHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// PORT.
  Step port(Session session, HostPort address) {
    return active(session, address.host(), address.port());
  }

  /// EPRT.
  Step eprt(Session session, ExtendedAddress address) {
    InetAddress own = surroundings.remote().getAddress();
    if (own instanceof Inet4Address != address.host() instanceof Inet4Address) {
      return new Step.Answer(
          noDataPort(session), Replies.familyNotHere(own instanceof Inet4Address ? "1" : "2"));
    }
    return active(session, address.host(), address.port());
  }

  /// A refused address clears the one before: a transfer must never go where the client has just
  /// been told it will not.
  private Step active(Session session, InetAddress host, int port) {
    if (session.passiveUse() == PassiveUse.EXTENDED_ONLY) {
      return new Step.Answer(noDataPort(session), Replies.onlyExtendedPassive());
    }
    if (!isOwn(host)) {
      return new Step.Answer(noDataPort(session), Replies.foreignAddress());
    }
    if (port < LOWEST_ACTIVE_PORT) {
      return new Step.Answer(noDataPort(session), Replies.reservedPort());
    }
    // The peer's own address object keeps the scope that a link-local address needs.
    var target = new InetSocketAddress(surroundings.remote().getAddress(), port);
    return new Step.Answer(
        session.withDataPort(new DataPortChoice.Active(target)), Replies.ok("Data port noted"));
  }

  /// An address of all zeros is the client's own too: lftp announces `::` when it cannot tell which
  /// of its addresses the server sees.
  private boolean isOwn(InetAddress host) {
    return host.isAnyLocalAddress()
        || host.equals(withoutScope(surroundings.remote().getAddress()));
  }

  /// PASV.
  Step pasv(Session session) {
    if (session.passiveUse() == PassiveUse.EXTENDED_ONLY) {
      return new Step.Answer(noDataPort(session), Replies.onlyExtendedPassive());
    }
    Optional<Inet4Address> announced = announced();
    return announced.isEmpty()
        ? new Step.Answer(noDataPort(session), Replies.passiveNeedsIpv4())
        : passive(session, port -> Replies.passive(new HostPort(announced.get(), port)));
  }

  /// EPSV.
  Step epsv(Session session, EpsvScope scope) {
    boolean ipv4 = surroundings.local().getAddress() instanceof Inet4Address;
    return switch (scope) {
      case ALL ->
          new Step.Answer(
              noDataPort(session).withPassiveUse(PassiveUse.EXTENDED_ONLY),
              Replies.extendedPassiveOnly());
      case IPV4 -> ipv4 ? extendedPassive(session) : otherFamily(session, "2");
      case IPV6 -> ipv4 ? otherFamily(session, "1") : extendedPassive(session);
      case DEFAULT -> extendedPassive(session);
    };
  }

  private Step extendedPassive(Session session) {
    return passive(session, Replies::extendedPassive);
  }

  private static Step otherFamily(Session session, String usable) {
    return new Step.Answer(noDataPort(session), Replies.familyNotHere(usable));
  }

  private Step passive(Session session, IntFunction<Reply> reply) {
    try {
      int port = surroundings.dataPorts().expect();
      return new Step.Answer(session.withDataPort(new DataPortChoice.Passive()), reply.apply(port));
    } catch (IOException e) {
      return new Step.Answer(noDataPort(session), Replies.passivePortsBusy());
    }
  }

  /// A command that makes no sense. An address that makes none clears the one before, as a refused
  /// one does.
  Step malformed(Session session, Verb verb, Reply reply) {
    return new Step.Answer(
        verb == Verb.PORT || verb == Verb.EPRT ? noDataPort(session) : session, reply);
  }

  /// TYPE.
  Step type(Session session, Representation representation) {
    return new Step.Answer(
        session.withRepresentation(representation),
        Replies.ok("Type is " + representation.format()));
  }

  /// STRU: the parser knows only what is implemented.
  Step stru(Session session, FileStructure structure) {
    return new Step.Answer(session, Replies.ok("Structure is " + structure.format()));
  }

  /// MODE: the parser knows only what is implemented.
  Step mode(Session session, TransferMode mode) {
    return new Step.Answer(session, Replies.ok("Mode is " + mode.format()));
  }

  /// REST (RFC 3659 §5).
  Step rest(Session session, long offset) {
    return new Step.Answer(session.withRestartOffset(offset), Replies.restarting(offset));
  }

  /// ALLO: files take the room they need when it comes.
  Step allo(Session session) {
    return new Step.Answer(session, Replies.allocationSuperfluous());
  }

  /// OPTS UTF8 ON.
  Step utf8(Session session) {
    return new Step.Answer(session, Replies.ok("Names are UTF-8"));
  }

  /// OPTS MLST (RFC 3659 §7.9).
  Step facts(Session session, List<Fact> facts) {
    var shown = new StringBuilder("MLST OPTS ");
    facts.forEach(fact -> shown.append(fact.word()).append(';'));
    return new Step.Answer(session.withFacts(facts), Replies.ok(shown.toString().strip()));
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
