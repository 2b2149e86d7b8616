package io.ferryftp.cli;

/// What `--help` says about the commands of the client. Written out, as [HelpText] is.
final class ClientHelp {
  private static final String CONNECTION =
      """
        --mode MODE               who opens data connections: auto (default: passive, then
                                  active), passive, active (then passive), passive-only,
                                  active-only
        --active-address IP       the address told to the server in active mode (NAT)
        --active-ports A-B | A    where to wait for it; default: any free port
        --timeout SECONDS         the longest silence of a server; default 60 (15 to connect)
        --tls MODE                of ftp://: auto (default: if the server offers it), off,
                                  explicit (nothing without it), implicit
        --cacert FILE             trust servers that these authorities vouch for, and not
                                  those that the system's do
        --fingerprint SHA256      trust the server with this certificate, and no other
        --insecure                trust any server: whoever is in the middle reads along
        --cert FILE               a certificate of your own, if the server asks for one
        --key FILE                its key, if that is not in the same file
        --key-password-file FILE  the key's password, in the first line
      """;

  private static final String SILENCE =
      """
        -v                        show the conversation, passwords masked
        -q                        say nothing but failures
        --help                    this text
        --version                 the version
      """;

  private static final String JSON =
      """
        --json                    what became of each URL as JSON, one object a line
      """;

  private static final String URLS =
      """

      A URL is ftp://[USER@]HOST[:PORT]/PATH, with ftpes:// for TLS and nothing less, and
      ftps:// for TLS from the first octet (port 990). PATH is relative to the login
      directory; %2F in front of it makes it absolute. Without USER: that of ~/.netrc,
      else anonymous.
      The password comes from FERRY_PASSWORD, ~/.netrc or a question; one in the URL
      works, but everybody on this machine can read it in the list of processes.
      """;

  static final String LS =
      """
      Usage: ferry ls URL... [OPTIONS]

      List directories, or single files, sorted by name. ;type=d at the end of a URL asks
      for the names alone (NLST).

        -l                        type, permissions, size and time (UTC) besides
        --json                    one JSON object an entry
      """
          + CONNECTION
          + SILENCE
          + URLS;

  static final String CAT =
      """
      Usage: ferry cat URL... [OPTIONS]

      Write files to standard output, one after the other. ;type=a at the end of a URL
      converts the line ends of a text.

      """
          + CONNECTION
          + SILENCE
          + URLS;

  static final String GET =
      """
      Usage: ferry get URL... [-o FILE | -d DIR] [OPTIONS]

      Download files into this directory. A file is written as NAME.part and gets its
      name when it is whole; until then a file of that name stays as it was.

        -o FILE                   write it to FILE; - is standard output; for one URL
        -d DIR                    write them into DIR
        --resume                  continue what NAME.part has
      """
          + JSON
          + CONNECTION
          + SILENCE
          + URLS;

  static final String PUT =
      """
      Usage: ferry put LOCAL... URL [OPTIONS]

      Upload files. A URL that ends in / is a directory, and they keep their names; any
      other URL names the one file. - is standard input.

        --resume                  continue behind what the server has
      """
          + JSON
          + CONNECTION
          + SILENCE
          + URLS;

  static final String RM = page("rm URL...", "Remove files.");

  static final String MKDIR = page("mkdir URL...", "Make directories.");

  static final String RMDIR = page("rmdir URL...", "Remove empty directories.");

  static final String MV =
      page(
          "mv URL NEWPATH",
          "Rename a file or directory. NEWPATH is a path on the same server, not a URL:"
              + " relative\nto the login directory unless it begins with /; a / at its end"
              + " moves into that\ndirectory.");

  private ClientHelp() {}

  private static String page(String usage, String words) {
    return "Usage: ferry %s [OPTIONS]\n\n%s\n\n".formatted(usage, words)
        + JSON
        + CONNECTION
        + SILENCE
        + URLS;
  }
}
