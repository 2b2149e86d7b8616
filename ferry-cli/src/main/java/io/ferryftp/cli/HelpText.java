package io.ferryftp.cli;

/// What `--help` says. Written out, because it is read more often than any other page; a test keeps
/// it in step with the options that exist.
final class HelpText {
  static final String FERRY =
      """
      Ferry: FTP for people who still depend on it, and who want to understand it.

      Usage: ferry COMMAND [OPTIONS]

        serve [DIR]               serve a directory over FTP and FTPS

        ls URL...                 list directories and files
        cat URL...                write files to standard output
        get URL...                download files
        put LOCAL... URL          upload files
        rm URL...                 remove files
        mkdir URL...              make directories
        rmdir URL...              remove empty directories
        mv URL NEWPATH            rename a file or directory

        --help                    this text; ferry COMMAND --help explains a command
        --version                 the version

      Start with: ferry serve, or: ferry ls ftp://HOST/
      """;

  static final String SERVE =
      """
      Usage: ferry serve [DIR] [OPTIONS]

      Serve DIR (default ./ferry-files, created, with a welcome file).

        --listen ADDRESS          HOST:PORT, :PORT or [v6]:PORT; default [::]:2121, both
                                  families; port 0 takes a free one
        --user NAME:PASSWORD[:DIR]
                                  repeatable, full rights; also NAME:@FILE (password in a
                                  file)
        --anonymous DIR           anonymous access, read-only
        --read-only               for everybody
        --passive-ports A-B | A   default 21000-21009, shared by all sessions
        --passive-address IP|HOST
                                  the address told to clients from outside (NAT)
        --active-port N           source port of active data connections; default:
                                  listening port - 1 (20 for 21)
        --tls auto|required|optional|off
                                  auto (default): TLS for everybody, and without it
                                  logins from loopback only; required: nothing without
                                  it; optional: with or without, from everywhere; off:
                                  without, from everywhere
        --cert FILE               the certificate and its chain, PEM or PKCS#12; several
                                  for several host names, the first for all others;
                                  default: a self-signed one, made once
        --key FILE                its key, if that is not in the same file; one for each
                                  --cert, in the same order
        --key-password-file FILE  the password of the keys, in the first line
        --implicit-listen ADDRESS
                                  where TLS begins with the first octet, such as :990
        --tls-session-reuse required|preferred|off
                                  required (default): a data connection has to resume its
                                  control connection's TLS session
        --tls-engine auto|jsse|boringssl
                                  what does TLS; auto (default): BoringSSL where it runs,
                                  else the JDK's own
        --client-certs off|optional|required
                                  whether clients are asked for certificates; default off
        --client-ca FILE          whose certificates they must be from
        --login-by-certificate    the certificate whose common name is the user's stands
                                  for the password
        --allow-auth-ssl          AUTH SSL begins TLS too, for devices that know no other
                                  word
        --allow-ccc               clients may end the protection of the control
                                  connection (CCC), for firewalls that read along
        --without-close-notify NAME
                                  repeatable: keep uploads of this user that end without
                                  close_notify, as some old clients send them
        --allow-fxp               users (not anonymous ones) may have data go between
                                  this server and others
        --legacy-charset NAME     what names are in after OPTS UTF8 OFF; default
                                  windows-1252
        --device PROFILE=BLOCK|user:NAME
                                  repeatable: treat clients of 192.0.2.0/24, or a user, as
                                  a printer, camera, controller, mainframe,
                                  windows-explorer or old-client: see docs/devices.md
        --data DIR                Ferry's own state; default ~/.local/state/ferry (as root
                                  /var/lib/ferry), mode 0700, refused inside a served
                                  directory
        --uploads-durability strict|relaxed
                                  strict (default): an upload is confirmed when it is on
                                  disk; relaxed: when the system has it
        --symlinks inside|none    inside (default): links that stay inside the served
                                  directory are followed; none: no link is
        --json                    log and ready line as JSON, one object a line
        -v                        log every command and reply
        -q                        log what goes wrong, not who comes and which files go
        --help                    this text
        --version                 the version

      NAME ends at the first ':'. DIR starts after the last ':' that is followed by '/',
      './' or '../', and defaults to the served directory. With neither --user nor
      --anonymous a user 'ferry' with a new password is made, which is shown once.

      Everybody on this machine can read a password in a command line: prefer NAME:@FILE.
      SIGTERM and Ctrl-C let running transfers finish for 10 seconds; a second one stops
      at once.
      """;

  private HelpText() {}
}
