package io.ferryftp.server.session;

import io.ferryftp.protocol.address.HostName;
import io.ferryftp.protocol.command.Trait;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.VirtualPath;
import java.util.List;
import java.util.Optional;

/// What a control connection has agreed on so far: an immutable value. The loop holds the one
/// reference and handlers return the next value; sockets and files belong to loop and transfer.
///
/// Structure and mode are not here: each has one value that is implemented.
///
/// @param claimed the name that USER gave, while PASS is awaited
/// @param login who is logged in
/// @param directory the working directory
/// @param representation TYPE
/// @param restartOffset REST, in octets, for the next transfer verb only
/// @param renameFrom RNFR, for the next command only
/// @param dataPort PORT, PASV and their kin, for the next transfer only
/// @param passiveUse whether `EPSV ALL` has forbidden every other way
/// @param facts that MLSD and MLST show (OPTS MLST)
/// @param host the name of the server that the client has come for (HOST)
/// @param security how both connections are protected
record Session(
    Optional<String> claimed,
    Optional<Login> login,
    VirtualPath directory,
    Representation representation,
    long restartOffset,
    Optional<VirtualPath> renameFrom,
    DataPortChoice dataPort,
    PassiveUse passiveUse,
    List<Fact> facts,
    Optional<HostName> host,
    Security security) {
  /// What `EPSV ALL` leaves of the ways to a data connection (RFC 2428 §4).
  enum PassiveUse {
    ANY,
    EXTENDED_ONLY
  }

  /// The facts that a client sees who did not choose.
  static final List<Fact> DEFAULT_FACTS =
      List.of(Fact.TYPE, Fact.SIZE, Fact.MODIFY, Fact.PERM, Fact.UNIQUE, Fact.UNIX_MODE);

  /// A session in which nothing has been said.
  static final Session NEW =
      new Session(
          Optional.empty(),
          Optional.empty(),
          VirtualPath.ROOT,
          Representation.ASCII,
          0,
          Optional.empty(),
          new DataPortChoice.None(),
          PassiveUse.ANY,
          DEFAULT_FACTS,
          Optional.empty(),
          Security.NONE);

  /// The login, which the gate has made sure of.
  Login required() {
    return login.orElseThrow(() -> new IllegalStateException("the gate let a stranger through"));
  }

  boolean isLoggedIn() {
    return login.isPresent();
  }

  /// What outlives this command: RNFR is for the very next one (RFC 959 §4.1.3), and REST for the
  /// next transfer, with nothing but the making of its data connection in between (RFC 3659 §5).
  Session before(Verb verb) {
    Session next = verb == Verb.RNTO ? this : withRenameFrom(Optional.empty());
    return verb.has(Trait.TRANSFER) || verb.has(Trait.KEEPS_RESTART)
        ? next
        : next.withRestartOffset(0);
  }

  /// What a transfer leaves behind: its offset and its data port are used up.
  Session afterTransfer() {
    return withRestartOffset(0).withDataPort(new DataPortChoice.None());
  }

  /// A fresh session on the same connection: protection and HOST stay, and whatever was agreed with
  /// somebody else is gone.
  Session stranger() {
    return NEW.withHost(host).withSecurity(security);
  }

  /// The same, awaiting the password of this name.
  Session claimedBy(String name) {
    return new Session(
        Optional.of(name),
        NEW.login,
        NEW.directory,
        NEW.representation,
        NEW.restartOffset,
        NEW.renameFrom,
        NEW.dataPort,
        NEW.passiveUse,
        NEW.facts,
        host,
        security);
  }

  Session loggedIn(Login as) {
    return new Session(
        Optional.empty(),
        Optional.of(as),
        VirtualPath.ROOT,
        representation,
        restartOffset,
        renameFrom,
        dataPort,
        passiveUse,
        facts,
        host,
        security);
  }

  Session withDirectory(VirtualPath other) {
    return new Session(
        claimed,
        login,
        other,
        representation,
        restartOffset,
        renameFrom,
        dataPort,
        passiveUse,
        facts,
        host,
        security);
  }

  Session withRepresentation(Representation other) {
    return new Session(
        claimed,
        login,
        directory,
        other,
        restartOffset,
        renameFrom,
        dataPort,
        passiveUse,
        facts,
        host,
        security);
  }

  Session withRestartOffset(long other) {
    return new Session(
        claimed,
        login,
        directory,
        representation,
        other,
        renameFrom,
        dataPort,
        passiveUse,
        facts,
        host,
        security);
  }

  Session withRenameFrom(Optional<VirtualPath> other) {
    return new Session(
        claimed,
        login,
        directory,
        representation,
        restartOffset,
        other,
        dataPort,
        passiveUse,
        facts,
        host,
        security);
  }

  Session withDataPort(DataPortChoice other) {
    return new Session(
        claimed,
        login,
        directory,
        representation,
        restartOffset,
        renameFrom,
        other,
        passiveUse,
        facts,
        host,
        security);
  }

  Session withPassiveUse(PassiveUse other) {
    return new Session(
        claimed,
        login,
        directory,
        representation,
        restartOffset,
        renameFrom,
        dataPort,
        other,
        facts,
        host,
        security);
  }

  Session withFacts(List<Fact> other) {
    return new Session(
        claimed,
        login,
        directory,
        representation,
        restartOffset,
        renameFrom,
        dataPort,
        passiveUse,
        List.copyOf(other),
        host,
        security);
  }

  Session withHost(Optional<HostName> other) {
    return new Session(
        claimed,
        login,
        directory,
        representation,
        restartOffset,
        renameFrom,
        dataPort,
        passiveUse,
        facts,
        other,
        security);
  }

  Session withSecurity(Security other) {
    return new Session(
        claimed,
        login,
        directory,
        representation,
        restartOffset,
        renameFrom,
        dataPort,
        passiveUse,
        facts,
        host,
        other);
  }

  /// The session behind a handshake. A name that was asked for there makes an other one that HOST
  /// had chosen void (RFC 7151 §3.2.2).
  Session protectedBy(Security fresh) {
    return withSecurity(fresh).withHost(host.filter(fresh::fits));
  }
}
