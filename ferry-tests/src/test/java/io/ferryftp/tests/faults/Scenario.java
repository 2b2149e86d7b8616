package io.ferryftp.tests.faults;

import io.ferryftp.tests.harness.Sha256;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

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
  LIST(Kind.TRANSFER, visit -> visit.listing("LIST -a d", Names.of(" a", " b", " c"))),
  LIST_RECURSIVE(
      Kind.TRANSFER,
      visit ->
          visit.listing(
              "LIST -R",
              new Names(List.of(" old", " text", " empty", " d"), List.of(" a", " b", " c")))),
  NLST(Kind.TRANSFER, visit -> visit.listing("NLST d", Names.of("d/a", "d/b", "d/c"))),
  MLSD(Kind.TRANSFER, visit -> visit.listing("MLSD d", Names.of("; a", "; b", "; c"))),
  RETR(Kind.TRANSFER, visit -> visit.download("RETR old", Shelf.OLD)),
  RETR_TEXT(
      Kind.TRANSFER,
      visit -> {
        visit.ask(200, "TYPE A");
        visit.download("RETR text", Contents.wire(Shelf.TEXT));
      }),
  REST_RETR(
      Kind.TRANSFER,
      visit -> {
        visit.ask(350, "REST 1000");
        visit.download("RETR old", Arrays.copyOfRange(Shelf.OLD, 1000, Shelf.OLD.length));
      }),
  STOR(
      Kind.TRANSFER,
      visit -> visit.upload("STOR new", "/new", Contents.NEW, Effect.file(Contents.NEW))),
  STOR_OVER(
      Kind.TRANSFER,
      visit -> visit.upload("STOR old", "/old", Contents.NEW, Effect.file(Contents.NEW))),
  STOR_TEXT(
      Kind.TRANSFER,
      visit -> {
        visit.ask(200, "TYPE A");
        visit.upload("STOR new", "/new", Contents.wire(Shelf.TEXT), Effect.file(Shelf.TEXT));
      }),
  APPE(
      Kind.TRANSFER,
      visit ->
          visit.upload(
              "APPE old",
              "/old",
              Contents.NEW,
              Effect.from(
                  Shelf.OLD.length, Contents.joined(Shelf.OLD, Shelf.OLD.length, Contents.NEW)))),
  APPE_NEW(
      Kind.TRANSFER,
      visit -> visit.upload("APPE new", "/new", Contents.NEW, Effect.file(Contents.NEW))),
  REST_STOR(
      Kind.TRANSFER,
      visit -> {
        visit.ask(350, "REST 5000");
        visit.upload(
            "STOR old",
            "/old",
            Contents.NEW,
            Effect.from(5000, Contents.joined(Shelf.OLD, 5000, Contents.NEW)));
      }),
  STOU(Kind.TRANSFER, visit -> visit.uploadUnique(Contents.NEW)),
  ABOR_OF_STOR(
      Kind.TRANSFER,
      visit ->
          visit.abortUpload("STOR old", Arrays.copyOf(Contents.NEW, 3 * Pieces.USUAL), "/old")),
  ABOR_OF_RETR(Kind.HELD_TRANSFER, visit -> visit.abortDownload("RETR old", Shelf.OLD)),
  MFF(
      Kind.NAMES,
      visit -> {
        Instant before = visit.shelf().modified("/old");
        Instant asked = Instant.parse("2001-02-03T04:05:06Z");
        int bits = visit.shelf().mode("/old");
        visit.change(
            213,
            "MFF Modify=20010203040506;UNIX.mode=0640; old",
            () ->
                visit.shelf().modified("/old").equals(before) && visit.shelf().mode("/old") == bits,
            () ->
                visit.shelf().modified("/old").equals(asked) && visit.shelf().mode("/old") == 0640);
      }),
  SITE_UTIME(
      Kind.NAMES,
      visit -> {
        Instant before = visit.shelf().modified("/old");
        Instant asked = Instant.parse("2001-02-03T04:05:06Z");
        visit.change(
            200,
            "SITE UTIME 20010203040506 old",
            () -> visit.shelf().modified("/old").equals(before),
            () -> visit.shelf().modified("/old").equals(asked));
      }),
  SITE_SYMLINK(Kind.NAMES, Visit::symlink),
  SITE_COPY(
      Kind.NAMES,
      visit ->
          visit.change(
              200,
              "SITE COPY old new",
              () -> !visit.shelf().exists("/new"),
              () -> visit.shelf().has("/new", Shelf.OLD) && visit.shelf().has("/old", Shelf.OLD))),
  SITE_COPY_OVER(
      Kind.NAMES,
      visit ->
          visit.change(
              200,
              "SITE COPY old text",
              () -> visit.shelf().has("/text", Shelf.TEXT),
              () -> visit.shelf().has("/text", Shelf.OLD))),
  HASH(
      Kind.NAMES,
      visit -> {
        visit.ask(200, "OPTS HASH SHA-256");
        visit.digest(213, "HASH old", Sha256.of(Shelf.OLD));
      }),
  HASH_RANG(
      Kind.NAMES,
      visit -> {
        visit.ask(200, "OPTS HASH SHA-256");
        visit.ask(350, "RANG 1000 40000");
        visit.digest(213, "HASH old", Sha256.of(Arrays.copyOfRange(Shelf.OLD, 1000, 40_001)));
      }),
  XSHA256(Kind.NAMES, visit -> visit.digest(250, "XSHA256 old", Sha256.of(Shelf.OLD))),
  RANG_RETR(
      Kind.TRANSFER,
      visit -> {
        visit.ask(350, "RANG 1000 40000");
        visit.download("RETR old", Arrays.copyOfRange(Shelf.OLD, 1000, 40_001));
      }),
  RANG_STOR(
      Kind.TRANSFER,
      visit -> {
        visit.ask(350, "RANG 5000 " + (4999 + Contents.PIECE.length));
        visit.upload(
            "STOR old",
            "/old",
            Contents.PIECE,
            Effect.piece(Contents.over(Shelf.OLD, 5000, Contents.PIECE)));
      }),
  UMASK_STOR(
      Kind.TRANSFER,
      visit -> {
        visit.umask("/new");
        visit.upload("STOR new", "/new", Contents.NEW, Effect.file(Contents.NEW));
      }),
  REIN(
      Kind.TRANSFER,
      visit -> {
        visit.becomes("tester");
        visit.upload("STOR new", "/new", Contents.PIECE, Effect.file(Contents.PIECE));
      }),
  STOR_TO_LONG_ADDRESS(
      Kind.TRANSFER,
      visit -> {
        visit.speak(PortLanguage.LONG);
        visit.upload("STOR new", "/new", Contents.PIECE, Effect.file(Contents.PIECE));
      }),
  STOR_FROM_SERVER(
      Kind.TRANSFER,
      visit -> {
        visit.becomes(Bench.FRIEND);
        visit.becomeServer();
        visit.upload("STOR new", "/new", Contents.PIECE, Effect.file(Contents.PIECE));
      }),
  RETR_TO_SERVER(
      Kind.TRANSFER,
      visit -> {
        visit.becomes(Bench.FRIEND);
        visit.becomeServer();
        visit.download("RETR text", Shelf.TEXT);
      }),
  RETR_BLOCKS(Kind.TRANSFER, Coded.download("IFB", "old", Shelf.OLD)),
  RETR_COMPRESSED(Kind.TRANSFER, Coded.download("IFC", "old", Shelf.OLD)),
  RETR_DEFLATED(Kind.TRANSFER, Coded.download("IFZ", "old", Shelf.OLD)),
  RETR_RECORDS(Kind.TRANSFER, Coded.download("ARS", "text", Shelf.TEXT)),
  STOR_BLOCKS(Kind.TRANSFER, Coded.upload("IFB", Contents.PIECE)),
  STOR_COMPRESSED(Kind.TRANSFER, Coded.upload("IFC", Contents.PIECE)),
  STOR_DEFLATED(Kind.TRANSFER, Coded.upload("IFZ", Contents.PIECE)),
  STOR_RECORDS(Kind.TRANSFER, Coded.upload("ARS", Shelf.TEXT));

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

  /// What RFC 959 and RFC 3659 have, and ordinary clients do.
  static final Set<Scenario> ORDINARY = EnumSet.range(LOGIN, ABOR_OF_RETR);

  /// The rest.
  static final Set<Scenario> OTHERS = EnumSet.complementOf(EnumSet.copyOf(ORDINARY));

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
}
