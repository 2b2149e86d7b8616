package io.ferryftp.tests.interop;

import static io.ferryftp.tests.interop.Operation.DELETE;
import static io.ferryftp.tests.interop.Operation.GET;
import static io.ferryftp.tests.interop.Operation.LIST;
import static io.ferryftp.tests.interop.Operation.MAKE_DIRECTORY;
import static io.ferryftp.tests.interop.Operation.PUT;
import static io.ferryftp.tests.interop.Operation.READ_TIME;
import static io.ferryftp.tests.interop.Operation.REMOVE_DIRECTORY;
import static io.ferryftp.tests.interop.Operation.RENAME;
import static io.ferryftp.tests.interop.Operation.RESUME_GET;
import static io.ferryftp.tests.interop.Operation.RESUME_PUT;
import static io.ferryftp.tests.interop.Operation.SET_TIME;
import static io.ferryftp.tests.interop.Way.CLEAR_ACTIVE;
import static io.ferryftp.tests.interop.Way.CLEAR_PASSIVE;
import static io.ferryftp.tests.interop.Way.TLS_ACTIVE;
import static io.ferryftp.tests.interop.Way.TLS_PASSIVE;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The clients of the table, as Debian 12 has them, and what is true of each.
final class TableClients {
  private static final Way[] EVERY_WAY = {CLEAR_PASSIVE, CLEAR_ACTIVE, TLS_PASSIVE, TLS_ACTIVE};
  private static final Set<Operation> WITHOUT_DATA =
      EnumSet.of(DELETE, RENAME, MAKE_DIRECTORY, REMOVE_DIRECTORY);
  private static final String BY_COMMAND =
      "Only by a command that the user spells, as in `quote MFMT …`";

  static final List<TableClient> ALL =
      List.of(
          curl(),
          lftp(),
          wget(),
          ncftp(),
          tnftp(),
          inetutils(),
          rclone(),
          ftplib(),
          netFtp(),
          basicFtp());

  private TableClients() {}

  private static TableClient curl() {
    return new TableClient("curl", "7.88.1", new CurlDriver(), EVERY_WAY)
        .absent(BY_COMMAND, SET_TIME)
        .no(
            TLS_ACTIVE,
            "curl 7.87 and 7.88 begin no TLS on active data connections"
                + " (curl/curl#10666); Ferry answers 522 and says so",
            "< (522 (No TLS handshake|The data connection is not TLS)|426 )",
            EnumSet.complementOf(EnumSet.copyOf(WITHOUT_DATA)))
        .habit(
            LIST,
            "> CWD directory\n(.*\n)*> LIST\n",
            "goes to a directory with `CWD`, one for each part of the path, and"
                + " lists with a bare `LIST` in type A")
        .habit(
            RESUME_PUT,
            "> SIZE stored\n(.*\n)*> APPE stored\n",
            "resumes an upload with `SIZE` and `APPE`")
        .habit(DELETE, "> DELE file\n", "deletes, renames and makes directories by `--quote` alone")
        .habit(
            TLS_PASSIVE,
            GET,
            "> AUTH SSL\n< 504 .*\n> AUTH TLS\n",
            "asks for `AUTH SSL` first, and for `AUTH TLS` when that is refused");
  }

  private static TableClient lftp() {
    return new TableClient("lftp", "4.9.2", new LftpDriver(), EVERY_WAY)
        .habit(
            GET,
            "^< 220 .*\n> FEAT\n(.*\n)*> OPTS UTF8 ON\n(.*\n)*> USER ",
            "sends `FEAT` and `OPTS UTF8 ON` before `USER`")
        .habit(
            LIST,
            "> OPTS MLST .*\n(.*\n)*> PASV\n(.*\n)*> LIST directory\n",
            "chooses facts with `OPTS MLST` and then lists with `LIST`; `PASV`"
                + " rather than `EPSV` in IPv4")
        .habit(
            RESUME_PUT,
            "> REST 10000\n(.*\n)*> STOR stored\n(.*\n)*> MFMT ",
            "resumes an upload with `REST` and `STOR`, and sets the time of what it"
                + " stored with `MFMT`")
        .habit(
            TLS_PASSIVE,
            GET,
            "> HOST 127\\.0\\.0\\.1\n",
            "under TLS, sends `HOST` with whatever it was given for the server, an address too");
  }

  private static TableClient wget() {
    return new TableClient("wget", "1.21.3", new WgetDriver(), EVERY_WAY)
        .forgets(TLS_PASSIVE, TLS_ACTIVE)
        .absent(
            "It only fetches",
            PUT,
            RESUME_PUT,
            DELETE,
            RENAME,
            MAKE_DIRECTORY,
            REMOVE_DIRECTORY,
            SET_TIME)
        .no(
            "It takes times from `LIST`, which tells no more than the day of an old file",
            "> LIST -a\n",
            READ_TIME)
        .habit(
            LIST,
            "> CWD /directory\n(.*\n)*> LIST -a\n(.*\n)*< 226 .*\n$",
            "goes to an absolute path, lists with `LIST -a` in type I, and leaves"
                + " without `QUIT`");
  }

  private static TableClient ncftp() {
    return new TableClient("ncftp", "3.2.6", new NcftpDriver(), CLEAR_PASSIVE, CLEAR_ACTIVE)
        .habit(
            GET,
            "> FEAT\n(.*\n)*> HELP SITE\n(.*\n)*> CLNT NcFTPGet ",
            "after login sends `PWD`, `FEAT`, `HELP SITE` and `CLNT` with its name,"
                + " version and machine")
        .habit(LIST, "> NLST -CF\n", "`ncftpls` lists with `NLST -CF`")
        .habit(
            PUT,
            "> MLST stored\n(.*\n)*> SIZE stored\n(.*\n)*> STOR stored\n(.*\n)*> MFMT ",
            "asks `MLST` and `SIZE` of a file before it stores it, and sets its time with `MFMT`")
        .habit(MAKE_DIRECTORY, "> CWD made\n(.*\n)*> MKD made\n", "tries `CWD` before `MKD`");
  }

  private static TableClient tnftp() {
    return new TableClient(
            "tnftp", "20210827", new FtpCommandDriver("tnftp"), CLEAR_PASSIVE, CLEAR_ACTIVE)
        .absent(BY_COMMAND, SET_TIME)
        .habit(
            GET,
            "> SYST\n(.*\n)*> FEAT\n(.*\n)*> EPSV\n(.*\n)*> RETR file\n(.*\n)*> MDTM file\n",
            "sends `SYST` and `FEAT` after login, `SIZE` before and `MDTM` after"
                + " each download, and gives the file that time");
  }

  private static TableClient inetutils() {
    return new TableClient(
            "inetutils ftp",
            "2.4",
            new FtpCommandDriver("inetutils-ftp"),
            CLEAR_PASSIVE,
            CLEAR_ACTIVE)
        .absent(BY_COMMAND, SET_TIME)
        .habit(
            GET,
            "(?s)^(?!.*> (FEAT|EPSV)).*> SYST\n.*> USER .*> PASV\n",
            "sends `SYST` before `USER`; never `FEAT`, and `PASV` alone in IPv4");
  }

  private static TableClient rclone() {
    return new TableClient("rclone", "1.60.1", new RcloneDriver(), CLEAR_PASSIVE, TLS_PASSIVE)
        .absent("It begins anew", RESUME_GET, RESUME_PUT)
        .habit(
            PUT,
            "> MLSD \\.\n(.*\n)*> STOR stored\n(.*\n)*> MFMT (.*\n)*> MLSD \\.\n",
            "lists the directory with `MLSD .` before and after each thing it does,"
                + " in type I, and sets the time of what it stored with `MFMT`")
        .habit(RENAME, "> USER (.*\n)*> USER ", "opens a second control connection for a rename");
  }

  private static TableClient ftplib() {
    return new TableClient("ftplib", "Python 3.11", ScriptDriver.PYTHON, EVERY_WAY)
        .absent(BY_COMMAND, SET_TIME)
        .habit(
            GET,
            "(?s)^(?!.*> (FEAT|SYST|EPSV)).*> PASV\n",
            "never asks `FEAT` or `SYST`; `PASV` alone in IPv4")
        .habit(
            RESUME_PUT,
            "> PASS .*\n< 230 .*\n> TYPE I\n< 200 .*\n> SIZE stored\n",
            "sets no type before `SIZE`: without `voidcmd('TYPE I')`, `size()` is"
                + " told the size of a text, and a resumption from there is refused with"
                + " 554")
        .habit(
            READ_TIME,
            "> OPTS MLST modify;\n(.*\n)*> TYPE A\n(.*\n)*> MLSD\n",
            "`mlsd()` chooses facts with `OPTS MLST`, and lists in type A");
  }

  private static TableClient netFtp() {
    return new TableClient("Net::FTP", "Net::FTP 3.14", ScriptDriver.PERL, EVERY_WAY)
        .forgets(TLS_PASSIVE)
        .absent(BY_COMMAND, SET_TIME)
        .habit(LIST, "> TYPE I\n(.*\n)*> LIST directory\n", "lists in whatever type is set")
        .habit(
            RESUME_PUT,
            "> FEAT\n(.*\n)*> SIZE stored\n(.*\n)*> APPE stored\n",
            "asks `FEAT` before its first `SIZE`; `append` is what resumes an upload");
  }

  private static TableClient basicFtp() {
    return new TableClient(
            "basic-ftp", "basic-ftp 6.2", ScriptDriver.NODE, CLEAR_PASSIVE, TLS_PASSIVE)
        .absent(BY_COMMAND, SET_TIME)
        .habit(
            GET,
            "> OPTS UTF8 ON\n(.*\n)*> USER (.*\n)*> STRU F\n(.*\n)*> OPTS MLST .*ownername",
            "sends `OPTS UTF8 ON` before `USER`, then `STRU F`, and asks `OPTS"
                + " MLST` for facts that no RFC has (`unix.ownername`)")
        .habit(
            REMOVE_DIRECTORY,
            "> CWD empty\n(.*\n)*> MLSD\n(.*\n)*> CDUP\n(.*\n)*> RMD /empty\n",
            "`removeDir` goes in, lists, goes up and removes by the absolute path");
  }
}
