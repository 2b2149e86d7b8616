package io.ferryftp.client;

import io.ferryftp.client.control.Session;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.protocol.command.Trait;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.util.Optional;
import java.util.Set;

/// Command lines that the client does not know the meaning of, and what it has to forget after
/// them.
final class RawCommands {
  /// What changes user or directory.
  private static final Set<Verb> MOVES =
      Set.of(Verb.CWD, Verb.CDUP, Verb.USER, Verb.REIN, Verb.SMNT);

  /// What the client alone decides: it would not understand the server any more.
  private static final Set<Verb> PROTECTION =
      Set.of(Verb.AUTH, Verb.ADAT, Verb.CCC, Verb.PBSZ, Verb.PROT);

  private final Session session;

  RawCommands(Session session) {
    this.session = session;
  }

  /// Sends a line and gives its final reply, whatever it says.
  ReceivedReply send(String line) throws FtpException {
    int space = line.indexOf(' ');
    Optional<Verb> verb = Verb.of(space < 0 ? line : line.substring(0, space));
    if (verb.filter(row -> row.has(Trait.TRANSFER)).isPresent()) {
      throw new IllegalArgumentException(verb.get() + " wants a data connection");
    }
    boolean clears =
        verb.equals(Optional.of(Verb.REIN)) && session.conversation().tls().isPresent();
    if (clears || verb.filter(PROTECTION::contains).isPresent()) {
      throw new IllegalArgumentException(verb.get() + " changes the protection of the connection");
    }
    ReceivedReply reply = session.exchange(line);
    session.forget();
    if (verb.filter(MOVES::contains).isPresent()) {
      session.loseTrack();
    }
    return reply;
  }
}
