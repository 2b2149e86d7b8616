package io.ferryftp.server.session;

import io.ferryftp.protocol.address.HostName;
import io.ferryftp.protocol.command.Trait;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.data.DigestAlgorithm;
import io.ferryftp.protocol.data.Portion;
import io.ferryftp.protocol.data.TransferParameters;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.text.WireEncoding;
import io.ferryftp.server.blocking.GuardedFiles;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// What a control connection has agreed on so far: an immutable value. The loop holds the one
/// reference and handlers return the next value; sockets and files belong to loop and transfer.
///
/// @param claimed the name that USER gave, while PASS is awaited
/// @param login who is logged in
/// @param directory the working directory
/// @param parameters TYPE, STRU and MODE
/// @param portion REST or RANG, for the next transfer verb only
/// @param renameFrom RNFR, for the next command only
/// @param dataPort PORT, PASV and their kin, for the next transfer only
/// @param passiveUse whether `EPSV ALL` has forbidden every other way
/// @param facts that MLSD and MLST show (OPTS MLST)
/// @param digest what HASH uses (OPTS HASH)
/// @param host the name of the server that the client has come for (HOST)
/// @param security how both connections are protected
/// @param dataEnd which end of TLS the server is on data connections (SSCN)
/// @param habits what is known of the client, and which letters it writes names in
record Session(
    Optional<String> claimed,
    Optional<Login> login,
    VirtualPath directory,
    TransferParameters parameters,
    Portion portion,
    Optional<VirtualPath> renameFrom,
    DataPortChoice dataPort,
    PassiveUse passiveUse,
    List<Fact> facts,
    DigestAlgorithm digest,
    Optional<HostName> host,
    Security security,
    DataEnd dataEnd,
    Habits habits) {
  /// What `EPSV ALL` leaves of the ways to a data connection (RFC 2428 §4).
  enum PassiveUse {
    ANY,
    EXTENDED_ONLY
  }

  /// An end of TLS.
  enum DataEnd {
    SERVER,
    /// For a data connection with another server.
    CLIENT
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
          TransferParameters.DEFAULT,
          Portion.WHOLE,
          Optional.empty(),
          new DataPortChoice.None(),
          PassiveUse.ANY,
          DEFAULT_FACTS,
          DigestAlgorithm.DEFAULT,
          Optional.empty(),
          Security.NONE,
          DataEnd.SERVER,
          Habits.NONE);

  Session {
    facts = List.copyOf(facts);
  }

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
    return verb.has(Trait.TRANSFER)
            || verb.has(Trait.TAKES_PORTION)
            || verb.has(Trait.KEEPS_RESTART)
        ? next
        : next.withoutPortion();
  }

  /// What a transfer leaves behind: its portion and its data port are used up.
  Session afterTransfer() {
    return withoutPortion().withDataPort(new DataPortChoice.None());
  }

  /// A fresh session on the same connection: protection, HOST and CLNT stay, and whatever was
  /// agreed with somebody else is gone. A client that says OPTS UTF8 OFF before it logs in says it
  /// for its login.
  Session stranger() {
    return NEW.withHost(host)
        .withSecurity(security)
        .with(isLoggedIn() ? habits.ofStranger() : habits);
  }

  /// The same, awaiting the password of this name.
  Session claimedBy(String name) {
    return stranger().with(next -> next.claimed = Optional.of(name));
  }

  Session loggedIn(Login as) {
    return with(next -> {
      next.claimed = Optional.empty();
      next.login = Optional.of(as);
      next.directory = VirtualPath.ROOT;
    });
  }

  Session withDirectory(VirtualPath other) {
    return with(next -> next.directory = other);
  }

  Session withParameters(TransferParameters other) {
    return with(next -> next.parameters = other);
  }

  Session withPortion(Portion other) {
    return with(next -> next.portion = other);
  }

  Session withoutPortion() {
    return withPortion(Portion.WHOLE);
  }

  Session withRenameFrom(Optional<VirtualPath> other) {
    return with(next -> next.renameFrom = other);
  }

  Session withDataPort(DataPortChoice other) {
    return with(next -> next.dataPort = other);
  }

  Session withPassiveUse(PassiveUse other) {
    return with(next -> next.passiveUse = other);
  }

  Session withFacts(List<Fact> other) {
    return with(next -> next.facts = other);
  }

  Session withDigest(DigestAlgorithm other) {
    return with(next -> next.digest = other);
  }

  /// The same login with its files seen in another way.
  Session withFiles(GuardedFiles other) {
    return with(next -> next.login = Optional.of(new Login(required().account(), other)));
  }

  Session withHost(Optional<HostName> other) {
    return with(next -> next.host = other);
  }

  Session with(DataEnd other) {
    return with(next -> next.dataEnd = other);
  }

  Session with(Habits other) {
    return with(next -> next.habits = other);
  }

  /// What lines and names are written in.
  WireEncoding encoding() {
    return switch (habits.names()) {
      case UTF_8 -> WireEncoding.UTF_8;
      case LEGACY ->
          login.map(who -> who.account().legacyCharset()).orElse(habits.strangersCharset());
    };
  }

  /// Who is meant to be at the other end of the next data connection.
  DataPeer dataPeer() {
    return switch (dataPort) {
      case DataPortChoice.Active(_, var peer) -> peer;
      case DataPortChoice.Passive(var peer) -> peer;
      case DataPortChoice.None _ -> DataPeer.CLIENT;
    };
  }

  Session withSecurity(Security other) {
    return with(next -> next.security = other);
  }

  /// The session behind a handshake. A name that was asked for there makes an other one that HOST
  /// had chosen void (RFC 7151 §3.2.2).
  Session protectedBy(Security fresh) {
    return withSecurity(fresh).withHost(host.filter(fresh::fits));
  }

  /// The session behind CCC. What could now be said by others on the way must not send data to
  /// them: data connections are the client's own again, and a door that was opened to everybody is
  /// shut.
  Session cleared() {
    boolean open =
        dataPort instanceof DataPortChoice.Passive && DataPortHandler.allowsThirdParties(this);
    Session own =
        open || dataPeer() != DataPeer.CLIENT ? withDataPort(new DataPortChoice.None()) : this;
    return own.with(DataEnd.SERVER).withSecurity(security.cleared());
  }

  private Session with(Consumer<Draft> change) {
    var next = new Draft(this);
    change.accept(next);
    return next.session();
  }

  /// A session in the making, so that a change names what it changes and nothing else.
  private static final class Draft {
    private Optional<String> claimed;
    private Optional<Login> login;
    private VirtualPath directory;
    private TransferParameters parameters;
    private Portion portion;
    private Optional<VirtualPath> renameFrom;
    private DataPortChoice dataPort;
    private PassiveUse passiveUse;
    private List<Fact> facts;
    private DigestAlgorithm digest;
    private Optional<HostName> host;
    private Security security;
    private DataEnd dataEnd;
    private Habits habits;

    Draft(Session from) {
      claimed = from.claimed;
      login = from.login;
      directory = from.directory;
      parameters = from.parameters;
      portion = from.portion;
      renameFrom = from.renameFrom;
      dataPort = from.dataPort;
      passiveUse = from.passiveUse;
      facts = from.facts;
      digest = from.digest;
      host = from.host;
      security = from.security;
      dataEnd = from.dataEnd;
      habits = from.habits;
    }

    Session session() {
      return new Session(
          claimed,
          login,
          directory,
          parameters,
          portion,
          renameFrom,
          dataPort,
          passiveUse,
          facts,
          digest,
          host,
          security,
          dataEnd,
          habits);
    }
  }
}
