package io.ferryftp.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class FactsFormatTest {
  private static final List<Fact> EVERY = List.copyOf(EnumSet.allOf(Fact.class));
  private static final Instant TIME = Instant.parse("2026-11-22T06:55:01Z");

  @Test
  void aFileHasAllItsFacts() {
    assertThat(FactsFormat.format(facts(FileType.FILE), EntryRole.ENTRY, EVERY, "adfrw", "a b"))
        .isEqualTo(
            "Type=file;Size=1234;Modify=20261122065501;Perm=adfrw;Unique=8g1;UNIX.mode=0644; a b");
  }

  @ParameterizedTest
  @CsvSource({
    "DIRECTORY,ENTRY,dir", "DIRECTORY,CURRENT,cdir", "DIRECTORY,PARENT,pdir",
    "LINK,ENTRY,OS.unix=slink", "OTHER,ENTRY,OS.unix=other", "FILE,ENTRY,file",
  })
  void theTypeSaysWhatItIsToTheDirectory(FileType type, EntryRole role, String shown) {
    String line = FactsFormat.format(facts(type), role, EVERY, "", "n");

    assertThat(line).startsWith("Type=" + shown + ";").endsWith("; n");
    assertThat(line.contains("Size=")).isEqualTo(type == FileType.FILE);
    assertThat(FactsFormat.parse(line).orElseThrow().type()).contains(type);
    assertThat(FactsFormat.parse(line).orElseThrow().role()).isEqualTo(role);
  }

  @Test
  void noFactsLeaveTheSpaceAlone() {
    String line = FactsFormat.format(facts(FileType.FILE), EntryRole.ENTRY, List.of(), "", "n");

    assertThat(line).isEqualTo(" n");
    assertThat(FactsFormat.parse(line).orElseThrow().facts()).isEmpty();
    assertThat(FactsFormat.parse(line).orElseThrow().name()).isEqualTo("n");
  }

  @ParameterizedTest
  @EnumSource(FileType.class)
  void whatIsWrittenIsRead(FileType type) {
    for (String name : List.of("n", "a b", " a", "a ", "a;b", "; x", "k=v;", "a=b; c=d", "日本")) {
      FileFacts facts = facts(type);
      var entry =
          FactsFormat.parse(FactsFormat.format(facts, EntryRole.ENTRY, EVERY, "rw", name))
              .orElseThrow();

      assertThat(entry.name()).isEqualTo(name);
      assertThat(entry.type()).contains(type);
      assertThat(entry.modified()).contains(TIME);
      assertThat(entry.mode()).hasValue(0644);
      assertThat(entry.perm()).contains("rw");
      assertThat(entry.unique()).contains("8g1");
    }
  }

  @Test
  void anIdentityThatWouldBreakTheLineIsLeftOut() {
    for (String id : List.of("a b", "a;b", "a\nb", "é")) {
      var facts = new FileFacts("n", FileType.FILE, 0, TIME, 0, Optional.of(id), Optional.empty());
      assertThat(FactsFormat.format(facts, EntryRole.ENTRY, List.of(Fact.UNIQUE), "", "n"))
          .isEqualTo(" n");
    }
  }

  @Test
  void whoAndWhenAndWhatKindAreWrittenAndRead() {
    String line =
        FactsFormat.format(
            owned("notes.TXT", "anna", "staff"), EntryRole.ENTRY, EVERY, "r", "notes.TXT");

    assertThat(line)
        .isEqualTo(
            "Type=file;Size=5;Modify=20261122065501;Create=20261122065501;Perm=r;"
                + "Media-Type=text/plain;UNIX.mode=0644;UNIX.owner=anna;UNIX.group=staff;"
                + " notes.TXT");
    var entry = FactsFormat.parse(line).orElseThrow();
    assertThat(entry.created()).contains(TIME);
    assertThat(entry.mediaType()).contains("text/plain");
    assertThat(entry.owner()).contains("anna");
    assertThat(entry.group()).contains("staff");
    assertThat(FactsFormat.parse("create=soon; n").orElseThrow().created()).isEmpty();
  }

  @Test
  void anOwnerWhoseNameWouldBreakTheLineIsLeftOut() {
    for (String name : List.of("a b", "a;b", "DOM\\\u00fcser", "a\nb", "domain users")) {
      assertThat(
              FactsFormat.format(
                  owned("n", name, name),
                  EntryRole.ENTRY,
                  List.of(Fact.UNIX_OWNER, Fact.UNIX_GROUP),
                  "",
                  "n"))
          .isEqualTo(" n");
    }
  }

  @Test
  void nobodyIsLookedUpUnlessAskedFor() {
    var asked = new ArrayList<String>();
    var facts = owned("n", "anna", "staff", asked);

    FactsFormat.format(facts, EntryRole.ENTRY, List.of(Fact.TYPE, Fact.UNIX_MODE), "", "n");
    assertThat(asked).isEmpty();
    FactsFormat.format(facts, EntryRole.ENTRY, List.of(Fact.UNIX_GROUP), "", "n");
    assertThat(asked).containsExactly("group");
  }

  @ParameterizedTest
  @CsvSource({
    "a.html,text/html",
    "A.JPG,image/jpeg",
    "x.tar.gz,application/gzip",
    ".txt,",
    "txt,",
    "a.,",
    "a.unheard,",
    "a b.csv,text/csv",
  })
  void kindsOfContentGoByTheEndOfTheName(String name, String type) {
    assertThat(MediaTypes.of(name)).isEqualTo(Optional.ofNullable(type));
  }

  @Test
  void onlyFilesHaveAKindOfContent() {
    var directory =
        new FileFacts("d.zip", FileType.DIRECTORY, 0, TIME, 0, Optional.empty(), Optional.empty());
    assertThat(
            FactsFormat.format(directory, EntryRole.ENTRY, List.of(Fact.MEDIA_TYPE), "", "d.zip"))
        .isEqualTo(" d.zip");
  }

  private static FileFacts owned(String name, String owner, String group) {
    return owned(name, owner, group, new ArrayList<>());
  }

  private static FileFacts owned(String name, String owner, String group, List<String> asked) {
    var ownership =
        new Ownership() {
          @Override
          public Optional<String> owner() {
            asked.add("owner");
            return Optional.of(owner);
          }

          @Override
          public Optional<String> group() {
            asked.add("group");
            return Optional.of(group);
          }
        };
    return new FileFacts(
        name,
        FileType.FILE,
        5,
        TIME,
        Optional.of(TIME),
        0644,
        Optional.empty(),
        Optional.empty(),
        ownership);
  }

  @Test
  void readsWhatOthersWrite() {
    // RFC 3659 §7.7
    var rfc = FactsFormat.parse("Type=cdir;Perm=el;Unique=keVO1+ZF4; test").orElseThrow();
    assertThat(rfc.role()).isEqualTo(EntryRole.CURRENT);
    assertThat(rfc.type()).contains(FileType.DIRECTORY);
    assertThat(rfc.size()).isEmpty();
    var unterminated = FactsFormat.parse("type=file;size=3 a; b.txt").orElseThrow();
    assertThat(unterminated.size()).hasValue(3);
    assertThat(unterminated.name()).isEqualTo("a; b.txt");
    var link = FactsFormat.parse("type=OS.unix=slink:/a b;size=1; l; x").orElseThrow();
    assertThat(link.type()).contains(FileType.LINK);
    assertThat(link.linkTarget()).contains("/a b");
    assertThat(link.name()).isEqualTo("l; x");
    var odd = FactsFormat.parse("size=x;modify=yesterday;unix.mode=9;=;;x.y=1; n").orElseThrow();
    assertThat(odd.size()).isEmpty();
    assertThat(odd.modified()).isEmpty();
    assertThat(odd.mode()).isEmpty();
    assertThat(odd.type()).isEmpty();
    assertThat(odd.facts()).containsEntry("x.y", "1");
    assertThat(FactsFormat.parse("nothing")).isEmpty();
    assertThat(FactsFormat.parse("")).isEmpty();
  }

  private static FileFacts facts(FileType type) {
    return new FileFacts("n", type, 1234, TIME, 0644, Optional.of("8g1"), Optional.of("target"));
  }
}
