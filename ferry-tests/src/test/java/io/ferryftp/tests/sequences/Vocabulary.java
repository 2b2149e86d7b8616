package io.ferryftp.tests.sequences;

import static io.ferryftp.tests.sequences.Step.octets;

import java.util.List;

/// The words of generated sequences; what stands there twice comes twice as often.
final class Vocabulary {
  static final List<String> NAMES =
      List.of(
          "a",
          "a",
          "a",
          "b",
          "b",
          "d",
          "d",
          "d/b",
          "d/a",
          "d/e",
          "d/e/f",
          "d/../a",
          "/d//./b",
          "..",
          ".",
          "/",
          "//",
          "d/",
          "a/",
          "a/b",
          "x y",
          "x y",
          " lead",
          "trail ",
          "q\"uote",
          "q\"uote",
          ".hid",
          "*",
          "*.txt",
          "?",
          "d/*",
          "-l",
          "new",
          "new",
          "new/er",
          "\\",
          "~",
          "%41",
          "{a,b}",
          octets("ü"),
          octets("ü"),
          octets("日本"),
          octets("d/ü"),
          "\u00ff",
          "\u00c3(",
          "c\u0001tl",
          octets("x\u0085y"),
          octets("r\u202etl"),
          "n".repeat(255),
          "n".repeat(256),
          "a\0b",
          "x 5",
          "20200102030405 a",
          "ln",
          "ln",
          "ln/b",
          "ln/new",
          "d/ln",
          "../a",
          "\u0080",
          "\u0081",
          "\u00fc".repeat(100));

  /// Files that are there at first.
  static final List<String> FILES =
      List.of("a", "a", "d/b", "/d//./b", "x y", "q\"uote", ".hid", octets("ü"));

  /// Links to all kinds of things: target and name.
  static final List<String> LINKS =
      List.of(
          "d ln",
          "d ln",
          "a ln",
          "/ ln",
          ". d/ln",
          "/d/b /d/e/ln",
          "/d/e /d/ln",
          "ln d/ln",
          "d/ln ln",
          "d/e ln",
          "d/b new",
          "a ln/up",
          "d/b ln/ln",
          "x ln",
          "d a",
          octets("ü ln"));

  static final List<String> LINK_NAMES =
      List.of(
          "ln", "ln", "ln", "ln/", "ln/b", "ln/a", "ln/..", "ln/ln", "ln/ln/b", "ln/e/ln", "d/ln",
          "d/ln", "d/ln/a", "d/ln/ln", "d/e/ln", "d/e", "d", "a", "d/b", "x", "x/ln", "e", "new");

  static final List<String> HOSTS =
      List.of("HOST 127.0.0.1", "HOST 127.0.0.1", "HOST 127.0.0.2", "HOST example.org");

  static final List<String> TRANSFERS =
      List.of("LIST ", "NLST ", "MLSD ", "STOR ", "APPE ", "STOU ", "RETR ");

  /// In windows-1252: a word, what it lacks, and what is too long in UTF-8.
  static final List<String> LEGACY_NAMES =
      List.of(
          "\u00fc",
          "\u00fc",
          "\u00e4 \u0080",
          "",
          "\u00fc*",
          "d/\u00fc",
          "\u0081",
          "x\u009dy",
          "??",
          "\u00ff",
          "\u00fc".repeat(127),
          "\u00fc".repeat(128),
          octets("ü"),
          "a",
          "..");

  /// At the end of every session.
  static final List<String> PROBES =
      List.of(
          "PWD",
          "STAT",
          "SIZE a",
          "MLST d",
          "EPSV",
          "NLST -a",
          "STAT -a",
          "TYPE I",
          "STRU F",
          "MODE S",
          "OPTS MLST type;size;modify;create;perm;unix.mode;",
          "EPSV",
          "MLSD",
          "EPSV",
          "MLSD d");

  /// Behind `SITE UMASK`. The owner keeps all rights, so that the server can go on.
  static final List<String> UMASKS =
      List.of("", "", " 022", " 077", " 27", " 0", " 007", " ", " 8", " 0022", " 0 ", "022");

  static final List<String> CHOICES_OF_FACTS =
      List.of(
          "OPTS MLST type;size;modify;create;perm;unique;unix.mode;",
          "OPTS MLST create;unix.mode;modify;",
          "OPTS MLST modify;",
          "NOOP");

  static final List<String> PAYLOADS =
      List.of(
          "",
          "x",
          "hello\n",
          "one\ntwo\n",
          "one\r\ntwo\r\n",
          "\r\r\n\n\r",
          "\n\n\n",
          "a\rb",
          "\u00ff\u00fe\u0000\u0001",
          "no end",
          "z".repeat(3000),
          "line\r\n".repeat(400));

  static final List<String> OF_NAME =
      List.of(
          "CWD", "CWD", "CWD", "XCWD", "DELE", "DELE", "MKD", "MKD", "XMKD", "RMD", "RMD", "XRMD",
          "SIZE", "SIZE", "MDTM", "MLST", "MLST", "STAT", "STAT -a", "RNFR", "RNTO", "RETR", "STOR",
          "HASH", "XCRC", "XMD5", "XSHA1", "XSHA256", "XSHA512", "AVBL");

  static final List<String> PARAMETERS =
      List.of(
          "TYPE A",
          "TYPE A",
          "TYPE I",
          "TYPE I",
          "TYPE I",
          "TYPE a n",
          "TYPE L 8",
          "TYPE L 7",
          "TYPE A X",
          "TYPE Q",
          "TYPE",
          "TYPE A T",
          "TYPE E",
          "STRU F",
          "STRU R",
          "STRU P",
          "MODE S",
          "MODE S",
          "MODE B",
          "MODE C",
          "MODE Z",
          "MODE Q",
          "STRU",
          "MODE");

  static final List<String> USUAL_DATA_PORTS =
      List.of("EPSV", "EPSV", "PASV", "LPSV", Port.OWN, Port.OWN_EXTENDED, Port.OWN_LONG);

  static final List<String> DATA_PORTS =
      List.of(
          "EPSV",
          "EPSV",
          "EPSV",
          "PASV",
          "PASV",
          "EPSV 1",
          Port.OWN,
          Port.OWN,
          Port.OWN_EXTENDED,
          Port.OWN_LONG,
          Port.OWN_LONG,
          "LPSV",
          "LPSV",
          Port.DEAD,
          Port.DEAD_LONG,
          "EPSV 2",
          Port.LOW,
          Port.LOW_LONG,
          "LPRT",
          "LPRT 4,4,10,0,0,1,2,200,1",
          "LPRT 4,4,0,0,0,0,2,0,0",
          "LPRT 4,4,127,0,0,1,2,256,1",
          "LPRT 4,4,127,0,0,1,3,0,200,1",
          "LPRT 6,16,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,2,200,1",
          "LPRT 6,16,0,0,0,0,0,0,0,0,0,0,0,0,0,0,0,1,2,0,0",
          "LPRT 6,4,127,0,0,1,2,200,1",
          "LPRT 16,1,0,2,200,1",
          "LPSV x",
          "PORT 10,0,0,1,200,1",
          "PORT 1,2,3",
          "PORT 0,0,0,0,0,0",
          "PORT 1,2,3,4,5,256",
          "EPRT |1|10.0.0.1|51201|",
          "EPRT |2|::1|51201|",
          "EPRT |3|x|51201|",
          "EPRT |1|x|1|",
          "EPRT",
          "PORT");

  private Vocabulary() {}
}
