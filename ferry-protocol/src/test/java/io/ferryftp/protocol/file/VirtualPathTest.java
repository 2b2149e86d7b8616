package io.ferryftp.protocol.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.protocol.Seed;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VirtualPathTest {
  @ParameterizedTest
  @CsvSource({
    "'',/a/b",
    ".,/a/b",
    "..,/a",
    "../..,/",
    "../../../..,/",
    "c,/a/b/c",
    "/c,/c",
    "//c//d/,/c/d",
    "./c/./d/..,/a/b/c",
    "...,/a/b/...",
    "~,/a/b/~",
    "..\\..,/a/b/..\\..",
    "%2e%2e,/a/b/%2e%2e",
    "' ','/a/b/ '",
    "/..,/",
    "c/../../../../x,/x",
  })
  void resolvesWithoutLeavingTheRoot(String pathname, String path) {
    assertThat(VirtualPath.of("/a/b").resolve(pathname).toString()).isEqualTo(path);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", ".", "..", "a/b", "/", "a\u0000"})
  void aChildIsOnePlainName(String name) {
    assertThatThrownBy(() -> VirtualPath.ROOT.child(name))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aPathIsAValue() {
    VirtualPath path = VirtualPath.of("a/b");

    assertThat(path).isEqualTo(VirtualPath.ROOT.child("a").child("b")).hasToString("/a/b");
    assertThat(path).hasSameHashCodeAs(VirtualPath.of("/a//b/"));
    assertThat(path.parent().parent().parent()).isEqualTo(VirtualPath.ROOT);
    assertThat(path.name()).contains("b");
    assertThat(VirtualPath.ROOT.name()).isEmpty();
    assertThat(VirtualPath.ROOT.isRoot()).isTrue();
    assertThat(path.startsWith(VirtualPath.of("/a"))).isTrue();
    assertThat(VirtualPath.of("/ab").startsWith(VirtualPath.of("/a"))).isFalse();
    assertThat(path.compareTo(VirtualPath.of("/a"))).isPositive();
    assertThatThrownBy(() -> VirtualPath.of("a\0")).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aDeepPathIsNoTrouble() {
    assertThat(VirtualPath.of("a/".repeat(50_000)).names()).hasSize(50_000);
    assertThat(VirtualPath.of("../".repeat(50_000))).isEqualTo(VirtualPath.ROOT);
  }

  @Test
  void noNameIsEverADotOrHoldsASlash() {
    Random random = Seed.random(VirtualPathTest.class);
    byte[] alphabet = "....///a\\ \u00e9".getBytes(StandardCharsets.UTF_8);
    VirtualPath path = VirtualPath.ROOT;
    for (int i = 0; i < 200_000; i++) {
      String pathname = new String(Seed.octets(random, alphabet, 12), StandardCharsets.ISO_8859_1);
      path = path.resolve(pathname);
      assertThat(path.names())
          .doesNotContainAnyElementsOf(List.of("", ".", ".."))
          .noneMatch(name -> name.contains("/"));
      assertThat(VirtualPath.of(path.toString())).isEqualTo(path);
      path = path.names().size() > 8 ? VirtualPath.ROOT : path;
    }
  }
}
