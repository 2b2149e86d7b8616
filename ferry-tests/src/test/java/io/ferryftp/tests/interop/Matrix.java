package io.ferryftp.tests.interop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.ferryftp.tests.harness.FileNames;
import io.ferryftp.tests.harness.SampleFile;
import io.ferryftp.tests.harness.Scale;
import io.ferryftp.tests.harness.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/// What every client has to manage over every route, compared by SHA-256. The big brother runs all
/// of it on every route; its small twin runs what is slow on one route only, and leaves names to
/// the table of [InteropTest], but for a server that could take them for ASCII.
final class Matrix {
  /// Makes the client for a route.
  @FunctionalInterface
  interface MoverMaker {
    Mover make(Route route) throws IOException;
  }

  private static final long MEBIBYTE = 1L << 20;
  private static final int MANY = 1000;

  /// Few, because curl 7.88 rests for a second behind one passive transfer in five.
  private static final int SOME = 25;

  /// Six octets below 2^32, so that the transfer crosses what 32 bits can count.
  private static final long HOLE = 4_294_967_290L;

  private final Servers servers;
  private final MoverMaker movers;
  private final Route thorough;

  /// @param thorough the route on which the small twin runs what is slow
  Matrix(Servers servers, MoverMaker movers, Route thorough) {
    this.servers = servers;
    this.movers = movers;
    this.thorough = thorough;
  }

  Stream<DynamicContainer> routes() {
    return Stream.of(Route.Locale.values())
        .flatMap(locale ->
            Stream.of(Route.Family.values())
                .flatMap(family ->
                    Stream.of(Route.Mode.values()).map(mode -> new Route(mode, family, locale))))
        .map(route -> dynamicContainer(route.toString(), cases(route)));
  }

  private Stream<DynamicTest> cases(Route route) {
    var cases = new ArrayList<DynamicTest>();
    for (long size : List.of(0L, 1L, MEBIBYTE + 1)) {
      cases.add(test(route, size + " B", () -> thereAndBack(route, "file", size)));
    }
    if (isForNames(route)) {
      FileNames.ALL.forEach(name ->
          cases.add(test(route, "name '" + name + "'", () -> thereAndBack(route, name, 1234))));
    }
    if (isThorough(route)) {
      int files = Scale.current().choose(SOME, MANY);
      cases.add(test(route, files + " small files", () -> manyFiles(route, files)));
    }
    if (isThorough(route)) {
      cases.add(test(route, "256 MiB", () -> thereAndBack(route, "big", 256 * MEBIBYTE)));
      cases.add(test(route, "resume of a download at 4 GiB", () -> resumeDownload(route)));
      cases.add(test(route, "resume of an upload at 4 GiB", () -> resumeUpload(route)));
    }
    return cases.stream();
  }

  private static DynamicTest test(Route route, String name, Executable body) {
    return dynamicTest(name + ", " + route, body);
  }

  private boolean isThorough(Route route) {
    return Scale.current() == Scale.LONG || route.equals(thorough);
  }

  private boolean isForNames(Route route) {
    return Scale.current() == Scale.LONG
        || route.equals(new Route(thorough.mode(), thorough.family(), Route.Locale.ASCII));
  }

  private void thereAndBack(Route route, String name, long size) throws Exception {
    Path scratch = servers.scratch(route);
    Path local = SampleFile.random(scratch.resolve("local"), size + name.hashCode(), size);
    Path fetched = scratch.resolve("fetched");
    Path served = servers.directory(route).resolve(name);
    Mover mover = movers.make(route);
    try {
      mover.upload(local, name);
      assertThat(served).as("the file that the server stored").isRegularFile();
      String sent = Sha256.of(local);
      assertThat(Sha256.of(served)).as("stored by the server").isEqualTo(sent);
      assertThat(mover.list("")).contains(name);
      mover.download(name, fetched);
      assertThat(Sha256.of(fetched)).as("fetched by the client").isEqualTo(sent);
    } finally {
      delete(local, fetched, served);
    }
  }

  private void manyFiles(Route route, int count) throws Exception {
    Path scratch = servers.scratch(route);
    Path local = Files.createTempDirectory(scratch, "many");
    Path fetched = Files.createTempDirectory(scratch, "fetched");
    String directory = local.getFileName().toString();
    List<String> names = IntStream.range(0, count).mapToObj("small-%04d"::formatted).toList();
    for (String name : names) {
      SampleFile.random(local.resolve(name), name.hashCode(), 100 + name.hashCode() % 100);
    }
    Mover mover = movers.make(route);
    mover.uploadAll(local, directory);
    Path served = servers.directory(route).resolve(directory);
    assertThat(digests(served)).isEqualTo(digests(local));
    assertThat(new TreeSet<>(mover.list(directory))).containsAll(names);
    mover.downloadAll(directory, names, fetched);
    assertThat(digests(fetched)).isEqualTo(digests(local));
  }

  private void resumeDownload(Route route) throws Exception {
    byte[] tail = SampleFile.content(1, (int) MEBIBYTE);
    Path served = servers.directory(route).resolve("resumed-down");
    Path local = servers.scratch(route).resolve("resumed-down");
    try {
      SampleFile.sparse(served, 's', HOLE, tail);
      SampleFile.sparse(local, 'c', HOLE, new byte[0]);
      movers.make(route).resumeDownload("resumed-down", local);
      assertResumed(served, local, 'c');
    } finally {
      delete(served, local);
    }
  }

  private void resumeUpload(Route route) throws Exception {
    byte[] tail = SampleFile.content(2, (int) MEBIBYTE);
    Path served = servers.directory(route).resolve("resumed-up");
    Path local = servers.scratch(route).resolve("resumed-up");
    try {
      SampleFile.sparse(served, 's', HOLE, new byte[0]);
      SampleFile.sparse(local, 'c', HOLE, tail);
      movers.make(route).resumeUpload(local, "resumed-up");
      assertResumed(local, served, 's');
    } finally {
      delete(served, local);
    }
  }

  /// The two files differ in their first octet, which shows that nothing before the offset moved.
  private static void assertResumed(Path from, Path to, char first) throws IOException {
    assertThat(Files.size(to)).isEqualTo(Files.size(from));
    try (var in = Files.newInputStream(to)) {
      assertThat((char) in.read()).as("the octet before the offset").isEqualTo(first);
    }
    long start = Scale.current() == Scale.LONG ? 1 : HOLE - MEBIBYTE;
    assertThat(Sha256.ofTail(to, start)).isEqualTo(Sha256.ofTail(from, start));
  }

  private static List<String> digests(Path directory) throws IOException {
    var all = new ArrayList<String>();
    try (var files = Files.newDirectoryStream(directory)) {
      for (Path file : files) {
        all.add(file.getFileName() + " " + Sha256.of(file));
      }
    }
    all.sort(null);
    return all;
  }

  private static void delete(Path... files) throws IOException {
    for (Path file : files) {
      Files.deleteIfExists(file);
    }
  }
}
