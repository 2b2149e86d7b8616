package io.ferryftp.tests.peers;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A server program: how it is configured and started, and where it differs from the others. All of
/// them serve one directory to one account, which may do everything.
public sealed interface PeerServer permits Vsftpd, ProFtpd, PureFtpd, PyFtpdLib, FerryServer {
  /// All there are.
  static List<PeerServer> all() {
    return List.of(new Vsftpd(), new ProFtpd(), new PureFtpd(), new PyFtpdLib(), new FerryServer());
  }

  /// What a test would else expect of every server.
  enum Difference {
    /// There is no MLSD, so a listing is read from LIST and its times end at the minute or day.
    LISTS_AS_UNIX_DOES,
    /// A listing of what is not there is an empty one, as `ls` writes its complaint elsewhere.
    LISTS_NOTHING_AS_EMPTY,
    /// NLST names the directory itself and the one above.
    NAMES_DOTS,
    /// Blanks at the ends of the name of a new file become underscores.
    OUTER_BLANKS_CHANGE,
    /// A backslash may not be in a name.
    NO_BACKSLASH,
    /// A tilde at the beginning is a home directory.
    TILDE_IS_HOME,
    /// In TLS 1.3 it gives out no tickets.
    NO_TICKETS,
    /// A file may have the name that a directory may not, or that means another directory.
    FILE_NAMES_NOT_FOR_DIRECTORIES
  }

  String name();

  /// How it can begin TLS.
  default Set<Protection.Beginning> beginnings() {
    return Set.of(Protection.Beginning.EXPLICIT);
  }

  /// Starts it; skips the test where it is missing or may not run.
  RunningServer start(Site site) throws IOException, InterruptedException;

  /// Where it differs, and why.
  default Map<Difference, String> differences() {
    return Map.of();
  }
}
