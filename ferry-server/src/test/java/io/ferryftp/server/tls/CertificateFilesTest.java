package io.ferryftp.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.tls.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Certificates whose files are replaced while they are in use.
class CertificateFilesTest {
  private static final KeyMaterial OLD = Keys.ec("old.example");
  private static final KeyMaterial NEW = Keys.ec("new.example");
  private static final KeyMaterial OTHER = Keys.ec("other.example");

  @TempDir private Path directory;
  private final List<String> heard = new ArrayList<>();
  private long nanos = Long.MAX_VALUE;
  private Path certificate;
  private Path key;

  @BeforeEach
  void writeOld() throws Exception {
    certificate = directory.resolve("server.pem");
    key = directory.resolve("server.key");
    write(OLD, certificate, key);
  }

  private static void write(KeyMaterial material, Path certificate, Path key) throws Exception {
    Files.writeString(certificate, pem(material));
    Files.writeString(key, block("PRIVATE KEY", material.key().getEncoded()));
  }

  private static String pem(KeyMaterial material) throws CertificateEncodingException {
    return block("CERTIFICATE", material.certificate().getEncoded());
  }

  private static String block(String kind, byte[] octets) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(kind, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(octets), kind);
  }

  private static CertificateFiles.Place place(Path certificate, Path key) {
    return new CertificateFiles.Place(certificate, Optional.of(key), Optional.empty());
  }

  private CertificateFiles files() throws IOException {
    Path second = directory.resolve("other.pem");
    return new CertificateFiles(
        Files.exists(second)
            ? List.of(place(certificate, key), place(second, directory.resolve("other.key")))
            : List.of(place(certificate, key)),
        heard::add,
        () -> nanos);
  }

  private void aSecondPasses() {
    nanos += CertificateFiles.LOOK_EVERY.toNanos();
  }

  @Test
  void replacedFilesArePickedUp() throws Exception {
    CertificateFiles files = files();
    KeyMaterial before = files.standard();
    write(NEW, certificate, key);
    aSecondPasses();
    assertThat(files.standard().certificate()).isEqualTo(NEW.certificate());
    assertThat(before.certificate()).isEqualTo(OLD.certificate());
    assertThat(heard).singleElement().asString().contains("server.pem", "SHA256:");
  }

  @Test
  void filesAreLookedAtOnceInASecond() throws Exception {
    CertificateFiles files = files();
    write(NEW, certificate, key);
    nanos += CertificateFiles.LOOK_EVERY.toNanos() - 1;
    assertThat(files.standard().certificate()).isEqualTo(OLD.certificate());
    nanos += 1;
    assertThat(files.standard().certificate()).isEqualTo(NEW.certificate());
  }

  @Test
  void halfWrittenFileKeepsTheOldCertificateUntilItIsWhole() throws Exception {
    CertificateFiles files = files();
    String whole = pem(NEW);
    Files.writeString(key, block("PRIVATE KEY", NEW.key().getEncoded()));
    Files.writeString(certificate, whole.substring(0, whole.length() / 2));
    aSecondPasses();
    assertThat(files.standard().certificate()).isEqualTo(OLD.certificate());
    assertThat(heard).singleElement().asString().contains("cannot be used", "old one stays");
    aSecondPasses();
    assertThat(files.standard().certificate()).isEqualTo(OLD.certificate());
    assertThat(heard).hasSize(1);
    Files.writeString(certificate, whole);
    aSecondPasses();
    assertThat(files.standard().certificate()).isEqualTo(NEW.certificate());
  }

  @Test
  void keyThatDoesNotMatchKeepsTheOldPair() throws Exception {
    CertificateFiles files = files();
    Files.writeString(certificate, pem(NEW));
    aSecondPasses();
    assertThat(files.standard().certificate()).isEqualTo(OLD.certificate());
    assertThat(heard).singleElement().asString().contains("does not belong");
  }

  @Test
  void vanishedFileKeepsTheOldPair() throws Exception {
    CertificateFiles files = files();
    Files.delete(certificate);
    aSecondPasses();
    assertThat(files.standard().certificate()).isEqualTo(OLD.certificate());
    assertThat(heard).hasSize(1);
  }

  @Test
  void fileRenamedOverTheOldOneIsPickedUpWhateverItsTime() throws Exception {
    CertificateFiles files = files();
    var time = Files.getLastModifiedTime(certificate);
    Path fresh = directory.resolve("fresh.pem");
    Path freshKey = directory.resolve("fresh.key");
    write(NEW, fresh, freshKey);
    Files.setLastModifiedTime(fresh, time);
    Files.setLastModifiedTime(freshKey, Files.getLastModifiedTime(key));
    Files.move(fresh, certificate, StandardCopyOption.REPLACE_EXISTING);
    Files.move(freshKey, key, StandardCopyOption.REPLACE_EXISTING);
    aSecondPasses();
    assertThat(files.standard().certificate()).isEqualTo(NEW.certificate());
  }

  @Test
  void namesChooseAmongSeveral() throws Exception {
    write(OTHER, directory.resolve("other.pem"), directory.resolve("other.key"));
    CertificateFiles files = files();
    assertThat(files.forName("Other.Example").orElseThrow().certificate())
        .isEqualTo(OTHER.certificate());
    assertThat(files.forName("nobody.example")).isEmpty();
    assertThat(files.standard().certificate()).isEqualTo(OLD.certificate());
  }

  @Test
  void brokenFilesAtTheStartAreAFailure() throws Exception {
    Files.writeString(certificate, "nothing");
    assertThatThrownBy(this::files).isInstanceOf(IOException.class).hasMessageContaining("server");
  }
}
