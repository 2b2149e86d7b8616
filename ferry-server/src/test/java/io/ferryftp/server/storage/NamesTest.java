package io.ferryftp.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Hard names work in every locale.
@EnabledOnOs(OS.LINUX)
final class NamesTest {
  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8", "POSIX"})
  void namesAreOctetsInEveryLocale(String locale, @TempDir Path temporary)
      throws IOException, InterruptedException {
    var command = ChildJava.command(NamesProbe.class, temporary.toString());
    command.environment().put("LC_ALL", locale);
    Process child = command.redirectErrorStream(true).start();
    String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said).contains(NamesProbe.OK);
    assertThat(child.exitValue()).isZero();
  }
}
