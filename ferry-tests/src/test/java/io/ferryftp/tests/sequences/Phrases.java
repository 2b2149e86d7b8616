package io.ferryftp.tests.sequences;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/// Commands whose argument has parts: a seed's choice of each.
record Phrases(Random random) {
  private static final List<String> DIGESTS =
      List.of("XCRC ", "XMD5 ", "XSHA1 ", "XSHA256 ", "XSHA512 ");
  private static final List<String> ALGORITHMS =
      List.of("SHA-256", "SHA-512", "sha-1", "MD5", "CRC32");
  private static final List<String> NUMBERS =
      List.of(
          "100",
          "1999",
          "4000",
          "007",
          "4294967296",
          "9223372036854775806",
          "9223372036854775807",
          "9223372036854775808",
          "18446744073709551616",
          "-1");
  private static final List<String> TIMES =
      List.of(
          "20200102030405",
          "20200102030405",
          "20210304050607",
          "20220304050607.25",
          "19700101000000",
          "19991231235960",
          "20240229000000",
          "20010203040506.5",
          "20010203040506.078",
          "00000102030405",
          "20230229000000",
          "20201302030405",
          "2020010203040",
          "20200102030405.");
  private static final List<String> SHORT_TIMES =
      List.of(
          "202001020304",
          "20200102030405",
          "20210304050607",
          "199912312359",
          "202302290000",
          "2020010203045");

  /// What the next transfer or digest is about.
  String portion() {
    if (random.nextInt(3) > 0) {
      return "REST " + number();
    }
    return random.nextInt(8) == 0 ? "RANG 1 0" : "RANG " + range();
  }

  /// Mostly of a small file, and the wrong way around only sometimes.
  private String range() {
    int first = random.nextInt(14);
    if (random.nextInt(6) == 0) {
      return first + " 9223372036854775807";
    }
    return random.nextInt(3) > 0
        ? first + " " + (first + random.nextInt(9))
        : number() + " " + number();
  }

  private String number() {
    return random.nextInt(4) > 0 ? Integer.toString(random.nextInt(14)) : any(NUMBERS);
  }

  /// A directory that comes and goes, empty or not.
  List<String> directory() {
    String name = name();
    var lines = new ArrayList<String>();
    lines.add(any(List.of("MKD ", "XMKD ")) + name);
    if (random.nextInt(3) == 0) {
      lines.add(any(Vocabulary.OF_NAME) + " " + name());
    }
    lines.add(any(List.of("RMD ", "RMD ", "XRMD ")) + name);
    return lines;
  }

  /// A digest with or without a range.
  List<String> digest() {
    var lines = new ArrayList<String>();
    if (random.nextBoolean()) {
      if (random.nextInt(3) == 0) {
        lines.add("OPTS HASH " + any(ALGORITHMS));
      }
      if (random.nextInt(3) > 0) {
        lines.add(portion());
      }
      lines.add("HASH " + name());
    } else {
      String file = random.nextBoolean() ? quoted(name()) : name();
      String part =
          random.nextBoolean() ? " " + range() : random.nextBoolean() ? " " + number() : "";
      lines.add(any(DIGESTS) + file + part);
    }
    return lines;
  }

  /// A copy or a link.
  String ofTwoNames() {
    return any(List.of("SITE COPY ", "SITE COPY ", "SITE SYMLINK ", "SITE symlink "))
        + perhapsQuoted(name())
        + " "
        + perhapsQuoted(name());
  }

  /// A copy of what not everybody may read.
  List<String> guardedCopy() {
    String name = any(Vocabulary.FILES);
    String mode = any(List.of("600", "640", "700"));
    return List.of("SITE CHMOD " + mode + " " + name, "SITE COPY " + quoted(name) + " new");
  }

  private String perhapsQuoted(String name) {
    boolean needed = name.contains(" ") || name.startsWith("\"");
    return random.nextInt(8) > 0 == needed ? quoted(name) : name;
  }

  private static String quoted(String name) {
    return "\"" + name.replace("\"", "\"\"") + "\"";
  }

  /// A fact of a file, set in one of many ways.
  String change() {
    String name = name();
    return switch (random.nextInt(7)) {
      case 0 -> "MFMT " + any(TIMES) + " " + name;
      case 1 -> "MFCT " + any(TIMES) + " " + name;
      case 2 -> "MDTM " + any(TIMES) + " " + name;
      case 3 -> "MFF " + facts() + " " + name;
      case 4 -> "SITE UTIME " + any(SHORT_TIMES) + " " + name;
      case 5 ->
          "SITE UTIME %s %s %s %s UTC"
              .formatted(name, any(SHORT_TIMES), any(SHORT_TIMES), any(SHORT_TIMES));
      default ->
          "SITE CHMOD " + any(List.of("644", "755", "0700", "600", "8", "7777")) + " " + name;
    };
  }

  private String facts() {
    var facts = new StringBuilder();
    for (int more = random.nextInt(3); more >= 0; more--) {
      facts.append(
          switch (random.nextInt(6)) {
            case 0 -> "modify=" + any(TIMES) + ";";
            case 1, 2 -> "Modify=" + any(TIMES) + ";";
            case 3 -> "Create=" + any(TIMES) + ";";
            case 4 -> "UNIX.mode=" + any(List.of("644", "0755", "0600", "9", "")) + ";";
            default -> any(List.of("Size=3;", "Perm=r;", "Modify", "=;"));
          });
    }
    return facts.toString();
  }

  /// Of a file that is there at first, or any.
  String name() {
    return any(random.nextInt(3) > 0 ? Vocabulary.NAMES : Vocabulary.FILES);
  }

  private <T> T any(List<T> some) {
    return some.get(random.nextInt(some.size()));
  }
}
