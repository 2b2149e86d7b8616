package io.ferryftp.tests.faults;

import io.ferryftp.tests.faults.Visit.Kept;
import io.ferryftp.tests.harness.SampleFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/// What a client does while something fails. Where nothing fails, each command has the reply that
/// is named here.
@SuppressWarnings("ImmutableEnumChecker") // a script is code and holds nothing
enum Scenario {
  LOGIN(Kind.LOGIN, visit -> {}),
  CWD(Kind.NAMES, visit -> visit.ask(250, "CWD d")),
  RNFR_RNTO(
      Kind.NAMES,
      visit -> {
        visit.ask(350, "RNFR old");
        visit.change(
            250,
            "RNTO d/new",
            () -> visit.shelf().exists("/old") && !visit.shelf().exists("/d/new"),
            () -> !visit.shelf().exists("/old") && visit.shelf().exists("/d/new"));
      }),
  MKD(
      Kind.NAMES,
      visit ->
          visit.change(
              257,
              "MKD new",
              () -> !visit.shelf().exists("/new"),
              () -> visit.shelf().exists("/new"))),
  RMD(
      Kind.NAMES,
      visit ->
          visit.change(
              250,
              "RMD empty",
              () -> visit.shelf().exists("/empty"),
              () -> !visit.shelf().exists("/empty"))),
  DELE(
      Kind.NAMES,
      visit ->
          visit.change(
              250,
              "DELE old",
              () -> visit.shelf().exists("/old"),
              () -> !visit.shelf().exists("/old"))),
  SIZE(Kind.NAMES, visit -> visit.ask(213, "SIZE old")),
  SIZE_TEXT(
      Kind.NAMES,
      visit -> {
        visit.ask(200, "TYPE A");
        visit.ask(213, "SIZE text");
      }),
  MDTM(Kind.NAMES, visit -> visit.ask(213, "MDTM old")),
  MFMT(
      Kind.NAMES,
      visit -> {
        Instant before = visit.shelf().modified("/old");
        Instant asked = Instant.parse("2001-02-03T04:05:06Z");
        visit.change(
            213,
            "MFMT 20010203040506 old",
            () -> visit.shelf().modified("/old").equals(before),
            () -> visit.shelf().modified("/old").equals(asked));
      }),
  MLST(Kind.NAMES, visit -> visit.ask(250, "MLST old")),
  STAT_PATH(Kind.NAMES, visit -> visit.ask(212, "STAT d")),
  SITE_CHMOD(Kind.NAMES, visit -> visit.ask(200, "SITE CHMOD 600 old")),
  LIST(Kind.TRANSFER, visit -> visit.listing("LIST -a d", " a", " b", " c")),
  LIST_RECURSIVE(Kind.TRANSFER, visit -> visit.listing("LIST -R", "old", " a", " b", " c")),
  NLST(Kind.TRANSFER, visit -> visit.listing("NLST d", "d/a", "d/b", "d/c")),
  MLSD(Kind.TRANSFER, visit -> visit.listing("MLSD d", "; a", "; b", "; c")),
  RETR(Kind.TRANSFER, visit -> visit.download("RETR old", Shelf.OLD)),
  RETR_TEXT(
      Kind.TRANSFER,
      visit -> {
        visit.ask(200, "TYPE A");
        visit.download("RETR text", wire(Shelf.TEXT));
      }),
  REST_RETR(
      Kind.TRANSFER,
      visit -> {
        visit.ask(350, "REST 1000");
        visit.download("RETR old", Arrays.copyOfRange(Shelf.OLD, 1000, Shelf.OLD.length));
      }),
  STOR(Kind.TRANSFER, visit -> visit.upload("STOR new", "/new", Data.NEW, Data.NEW, Kept.ALL)),
  STOR_OVER(Kind.TRANSFER, visit -> visit.upload("STOR old", "/old", Data.NEW, Data.NEW, Kept.ALL)),
  STOR_TEXT(
      Kind.TRANSFER,
      visit -> {
        visit.ask(200, "TYPE A");
        visit.upload("STOR new", "/new", wire(Shelf.TEXT), Shelf.TEXT, Kept.ALL);
      }),
  APPE(
      Kind.TRANSFER,
      visit ->
          visit.upload(
              "APPE old",
              "/old",
              Data.NEW,
              joined(Shelf.OLD, Shelf.OLD.length, Data.NEW),
              Kept.first(Shelf.OLD.length))),
  APPE_NEW(Kind.TRANSFER, visit -> visit.upload("APPE new", "/new", Data.NEW, Data.NEW, Kept.ALL)),
  REST_STOR(
      Kind.TRANSFER,
      visit -> {
        visit.ask(350, "REST 5000");
        visit.upload(
            "STOR old", "/old", Data.NEW, joined(Shelf.OLD, 5000, Data.NEW), Kept.first(5000));
      }),
  STOU(Kind.TRANSFER, visit -> visit.uploadUnique(Data.NEW)),
  ABOR_OF_STOR(
      Kind.TRANSFER,
      visit ->
          visit.abort(
              "STOR old",
              new Duty.SendAndWait(Arrays.copyOf(Data.NEW, 3 * Pieces.USUAL)),
              3L * Pieces.USUAL,
              "/old")),
  ABOR_OF_RETR(
      Kind.HELD_TRANSFER,
      visit -> visit.abort("RETR old", new Duty.Receive(), Long.MAX_VALUE / 2, "/old"));

  /// What a scenario is about.
  enum Kind {
    /// The login itself is what fails.
    LOGIN,
    NAMES,
    TRANSFER,
    /// The data connection takes a part and then no more.
    HELD_TRANSFER
  }

  /// What a client does.
  @FunctionalInterface
  interface Script {
    void play(Visit visit) throws IOException;
  }

  private static final class Data {
    static final byte[] NEW = SampleFile.content(2, 4 * Pieces.USUAL + 7);
  }

  private final Kind kind;
  private final Script script;

  Scenario(Kind kind, Script script) {
    this.kind = kind;
    this.script = script;
  }

  Kind kind() {
    return kind;
  }

  boolean hasDataConnection() {
    return kind == Kind.TRANSFER || kind == Kind.HELD_TRANSFER;
  }

  void play(Visit visit) throws IOException {
    script.play(visit);
  }

  private static byte[] wire(byte[] text) {
    return new String(text, StandardCharsets.US_ASCII)
        .replace("\n", "\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static byte[] joined(byte[] first, int octets, byte[] second) {
    byte[] both = Arrays.copyOf(first, octets + second.length);
    System.arraycopy(second, 0, both, octets, second.length);
    return both;
  }
}
