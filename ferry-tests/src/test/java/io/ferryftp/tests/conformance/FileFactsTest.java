package io.ferryftp.tests.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.protocol.file.FtpTime;
import io.ferryftp.tests.harness.ControlClient;
import io.ferryftp.tests.harness.EmbeddedServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// What is told of files on the disk, and how it is changed; and in memory, where more can be.
@Timeout(60)
class FileFactsTest {
  private static final Instant TIME = Instant.parse("2002-07-17T21:07:15Z");

  @TempDir Path home;
  @TempDir Path data;
  private EmbeddedServer server;
  private ControlClient client;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(home.resolve("Fred.txt"), "x");
    server = EmbeddedServer.over(home, data, config -> config);
    client = server.login();
  }

  @AfterEach
  void stop() throws IOException {
    client.close();
    server.close();
  }

  private Instant modified() throws IOException {
    return Files.getLastModifiedTime(home.resolve("Fred.txt")).toInstant();
  }

  private String mode(String name) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(home.resolve(name)));
  }

  @Test
  void mffSetsWhatTheDiskHas() throws IOException {
    assertThat(client.expect(211, "FEAT").lines())
        .contains(" MFF Modify;UNIX.mode;", " AVBL", " XCRC", " XSHA512")
        .doesNotContain(" MFCT");
    assertThat(client.expect(213, "MFF UNIX.mode=640;Modify=20020717210715; Fred.txt").text())
        .isEqualTo("Modify=20020717210715;UNIX.mode=0640; Fred.txt");
    assertThat(modified()).isEqualTo(TIME);
    assertThat(mode("Fred.txt")).isEqualTo("rw-r-----");
    client.expect(504, "MFF UNIX.mode=600;Create=20020717210715; Fred.txt");
    assertThat(mode("Fred.txt")).isEqualTo("rw-r-----");
    client.expect(504, "MFCT 20020717210715 Fred.txt");
    client.expect(213, "AVBL");
  }

  @Test
  void allHabitsOfSettingATimeWork() throws IOException {
    for (String line :
        new String[] {
          "MFMT 20020717210715 Fred.txt",
          "MDTM 20020717210715 Fred.txt",
          "SITE UTIME 20020717210715 Fred.txt",
          "SITE UTIME Fred.txt 20010101000000 20020717210715 20030101000000 UTC",
        }) {
      client.expect(213, "MFMT 20260101000000 Fred.txt");
      assertThat(client.ask(line).code()).as(line).isIn(200, 213);
      assertThat(modified()).as(line).isEqualTo(TIME);
    }
    client.expect(200, "SITE UTIME 200207172107 Fred.txt");
    assertThat(modified()).isEqualTo(TIME.minusSeconds(15));
  }

  @Test
  void createOwnerAndGroupAreToldWhenAskedFor() throws IOException {
    assertThat(client.expect(250, "MLST Fred.txt").lines().get(1)).doesNotContain("owner");
    client.expect(200, "OPTS MLST Create;Media-Type;UNIX.owner;UNIX.group;");
    var found = Files.readAttributes(home.resolve("Fred.txt"), PosixFileAttributes.class);
    assertThat(client.expect(250, "MLST Fred.txt").lines().get(1))
        .contains("Media-Type=text/plain;")
        .contains("UNIX.owner=" + found.owner().getName() + ";")
        .endsWith("UNIX.group=" + found.group().getName() + "; /Fred.txt");
    assertThat(new String(client.download("MLSD"), StandardCharsets.UTF_8))
        .contains("Media-Type=text/plain;");
  }

  @Test
  void theUmaskIsOfOneSession() throws IOException {
    String before = client.expect(200, "SITE UMASK").text();
    client.expect(200, "SITE UMASK 027");
    assertThat(client.expect(200, "SITE UMASK").text()).isEqualTo("UMASK is 027");
    client.expect(257, "MKD d");
    client.upload("STOR d/f", new byte[] {1});
    client.expect(200, "SITE COPY d/f d/g");
    assertThat(mode("d")).isEqualTo("rwxr-x---");
    assertThat(mode("d/f")).isEqualTo("rw-r-----");
    assertThat(mode("d/g")).isEqualTo("rw-r-----");
    try (var other = server.login()) {
      assertThat(other.expect(200, "SITE UMASK").text()).isEqualTo(before);
    }
    client.expect(501, "SITE UMASK 0999");
  }

  @Test
  void linksStayInTheTree() throws IOException {
    client.expect(257, "MKD \"d\"");
    client.expect(250, "CWD \"d\"");
    client.expect(200, "SITE SYMLINK ../Fred.txt \"a b\"");
    assertThat(Files.readSymbolicLink(home.resolve("\"d\"/a b")).toString())
        .isEqualTo("../Fred.txt");
    client.expect(213, "SIZE a b");
    client.expect(550, "SITE SYMLINK ../../Fred.txt c");
    client.expect(550, "SITE SYMLINK /etc/hostname c");
    client.expect(550, "SITE SYMLINK ../Fred.txt \"a b\"");
    client.expect(501, "SITE SYMLINK ../Fred.txt a b");
    assertThat(Files.exists(home.resolve("\"d\"/c"), LinkOption.NOFOLLOW_LINKS)).isFalse();
  }

  @Test
  void inMemoryATimeOfCreationCanBeSet() throws IOException {
    try (var memory = EmbeddedServer.inMemory(config -> config);
        var other = memory.login()) {
      other.upload("STOR Sheila.txt", new byte[] {1});
      assertThat(other.expect(211, "FEAT").lines())
          .contains(" MFCT", " MFF Modify;Create;UNIX.mode;");
      assertThat(other.expect(213, "MFCT 20020717210715 Sheila.txt").text())
          .isEqualTo("Create=20020717210715; Sheila.txt");
      assertThat(other.expect(213, "MFF Create=20010101000000;UNIX.mode=777; Sheila.txt").text())
          .isEqualTo("Create=20010101000000;UNIX.mode=0777; Sheila.txt");
      other.expect(200, "OPTS MLST Create;");
      assertThat(other.expect(250, "MLST Sheila.txt").lines().get(1))
          .contains("Create=" + FtpTime.format(Instant.parse("2001-01-01T00:00:00Z")));
      other.expect(550, "SITE SYMLINK Sheila.txt link");
    }
  }
}
