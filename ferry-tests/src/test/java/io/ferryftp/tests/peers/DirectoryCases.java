package io.ferryftp.tests.peers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import io.ferryftp.client.error.RefusedException;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.listing.RemoteFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/// The session, directories, listings and what is known of files.
final class DirectoryCases {
  private static final Instant TIME = Instant.parse("2021-02-03T04:05:06Z");

  private DirectoryCases() {}

  static List<Case> all() {
    return List.of(
        new Case("capabilities", DirectoryCases::capabilities),
        new Case("raw commands", DirectoryCases::raw),
        new Case("quit", DirectoryCases::quit),
        new Case("directories", DirectoryCases::directories),
        new Case("directory with quotes", DirectoryCases::quotes),
        new Case("listing", DirectoryCases::listing),
        new Case("listing of an empty directory", DirectoryCases::emptyListing),
        new Case("listing of nothing", DirectoryCases::listingOfNothing),
        new Case("names", DirectoryCases::names),
        new Case("facts", DirectoryCases::facts),
        new Case("size and time", DirectoryCases::sizeAndTime),
        new Case("setting the time", DirectoryCases::setModified),
        new Case("setting the mode", DirectoryCases::setMode),
        new Case("renaming", DirectoryCases::rename),
        new Case("deleting", DirectoryCases::delete));
  }

  private static void capabilities(Encounter with) throws IOException {
    assertThat(with.client().capabilities().has("size")).isTrue();
    assertThat(with.client().capabilities().parameters("REST")).contains("STREAM");
    assertThat(with.client().capabilities().has("NONSENSE")).isFalse();
  }

  private static void raw(Encounter with) throws IOException {
    assertThat(with.client().raw("SYST").number()).isEqualTo(215);
    assertThat(with.client().raw("NONSENSE").isFailure()).isTrue();
    assertThat(with.client().raw("FEAT").lines()).hasSizeGreaterThan(2);
    with.client().keepAlive();
    with.assertUsable();
  }

  private static void quit(Encounter with) {
    assertThatNoException().isThrownBy(() -> with.client().quit());
    assertThatNoException().isThrownBy(() -> with.client().close());
  }

  private static void directories(Encounter with) throws IOException {
    assertThat(with.client().makeDirectory("new")).endsWith("new");
    assertThat(with.here().resolve("new")).isDirectory();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> with.client().makeDirectory("new"));
    with.client().changeDirectory("new");
    assertThat(with.client().workingDirectory()).endsWith(with.here().getFileName() + "/new");
    String whole = with.client().workingDirectory();
    with.client().changeDirectory("..");
    with.client().changeDirectory(whole);
    assertThat(with.client().workingDirectory()).isEqualTo(whole);
    with.client().changeDirectory("..");
    with.client().removeDirectory("new");
    assertThat(with.here().resolve("new")).doesNotExist();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> with.client().changeDirectory("new"));
  }

  private static void quotes(Encounter with) throws IOException {
    assertThat(with.client().makeDirectory("say \"hi\" \"")).endsWith("say \"hi\" \"");
    with.client().changeDirectory("say \"hi\" \"");
    assertThat(with.client().workingDirectory()).endsWith("/say \"hi\" \"");
  }

  private static void listing(Encounter with) throws IOException {
    Files.setLastModifiedTime(with.served("old", 12_345), FileTime.from(TIME));
    with.served("empty", 0);
    with.served("new", 1);
    Files.createDirectory(with.here().resolve("directory"));
    List<RemoteFile> all = with.client().list("");
    var streamed = new ArrayList<RemoteFile>();
    with.client().list(".", streamed::add);

    assertThat(told(all)).isEqualTo("directory/ empty=0 new=1 old=12345");
    assertThat(streamed).isEqualTo(all);
    RemoteFile old = all.stream().filter(f -> f.name().equals("old")).findFirst().orElseThrow();
    RemoteFile.ListedTime time = old.modified().orElseThrow();
    if (with.differs(PeerServer.Difference.LISTS_AS_UNIX_DOES)) {
      assertThat(time.precision()).isEqualTo(RemoteFile.Precision.DAY);
      assertThat(Duration.between(time.time(), TIME).abs()).isLessThan(Duration.ofDays(2));
    } else {
      assertThat(time).isEqualTo(new RemoteFile.ListedTime(TIME, RemoteFile.Precision.SECOND));
    }
    String directory = with.here().getFileName().toString();
    with.client().changeDirectory("..");
    assertThat(told(with.client().list(directory))).isEqualTo(told(all));
  }

  private static String told(List<RemoteFile> files) {
    return files.stream()
        .map(file ->
            file.isDirectory() ? file.name() + "/" : file.name() + "=" + file.size().getAsLong())
        .sorted()
        .collect(Collectors.joining(" "));
  }

  private static void emptyListing(Encounter with) throws IOException {
    assertThat(with.client().list("")).isEmpty();
    assertThat(namesWithoutDots(with)).isEmpty();
  }

  private static void listingOfNothing(Encounter with) throws IOException {
    if (with.differs(PeerServer.Difference.LISTS_NOTHING_AS_EMPTY)) {
      assertThat(with.client().list("missing")).isEmpty();
    } else {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> with.client().list("missing"));
    }
    with.assertUsable();
  }

  private static void names(Encounter with) throws IOException {
    with.served("a", 1);
    with.served("b c", 1);
    assertThat(namesWithoutDots(with)).containsExactlyInAnyOrder("a", "b c");
  }

  static List<String> namesWithoutDots(Encounter with) throws IOException {
    List<String> names = with.client().names("");
    if (!with.differs(PeerServer.Difference.NAMES_DOTS)) {
      return names;
    }
    assertThat(names).contains(".", "..");
    return names.stream().filter(name -> !name.equals(".") && !name.equals("..")).toList();
  }

  private static void facts(Encounter with) throws IOException {
    Files.setLastModifiedTime(with.served("file", 4321), FileTime.from(TIME));
    Files.createDirectory(with.here().resolve("directory"));

    RemoteFile file = with.client().facts("file").orElseThrow();
    assertThat(file.type()).isEqualTo(FileType.FILE);
    assertThat(file.size()).hasValue(4321);
    assertThat(file.modified())
        .contains(new RemoteFile.ListedTime(TIME, RemoteFile.Precision.SECOND));
    assertThat(with.client().facts("directory").orElseThrow().type()).isEqualTo(FileType.DIRECTORY);
    assertThat(with.client().facts("missing")).isEmpty();
    with.assertUsable();
  }

  private static void sizeAndTime(Encounter with) throws IOException {
    Files.setLastModifiedTime(with.served("file", 4321), FileTime.from(TIME));
    assertThat(with.client().size("file")).isEqualTo(OptionalLong.of(4321));
    assertThat(with.client().modified("file")).contains(TIME);
    assertThat(with.client().size("missing")).isEmpty();
    assertThat(with.client().modified("missing")).isEmpty();
  }

  private static void setModified(Encounter with) throws IOException {
    Path file = with.served("file name", 1);
    with.client().setModified("file name", TIME);
    assertThat(Files.getLastModifiedTime(file).toInstant()).isEqualTo(TIME);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> with.client().setModified("missing", TIME));
  }

  private static void setMode(Encounter with) throws IOException {
    Path file = with.served("file name", 1);
    with.client().setMode("file name", 0640);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-r-----");
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> with.client().setMode("missing", 0640));
  }

  private static void rename(Encounter with) throws IOException {
    byte[] content = Files.readAllBytes(with.served("before", 1000));
    Files.createDirectory(with.here().resolve("directory"));
    with.client().rename("before", "directory/after it");
    assertThat(with.here().resolve("before")).doesNotExist();
    with.assertServed("directory/after it", content);
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> with.client().rename("missing", "anything"));
    with.client().rename("directory", "renamed");
    with.assertServed("renamed/after it", content);
  }

  private static void delete(Encounter with) throws IOException {
    Path file = with.served("file", 1);
    with.client().delete("file");
    assertThat(file).doesNotExist();
    assertThatExceptionOfType(RefusedException.class)
        .isThrownBy(() -> with.client().delete("file"))
        .satisfies(refused -> assertThat(refused.reply()).isPresent());
  }
}
