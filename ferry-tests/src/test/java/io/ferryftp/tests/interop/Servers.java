package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.FerryProcess;
import io.ferryftp.tests.harness.Launch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;

/// One server for each address family and locale, started when first needed. Each serves its own
/// directory.
final class Servers implements AutoCloseable {
  private final Path base;
  private final Map<Route.Family, Map<Route.Locale, FerryProcess>> running =
      new EnumMap<>(Route.Family.class);

  Servers(Path base) {
    this.base = base;
  }

  /// The directory that this route's server serves.
  Path directory(Route route) throws IOException {
    return Files.createDirectories(base.resolve(name(route)).resolve("served"));
  }

  /// A directory for a client of this route.
  Path scratch(Route route) throws IOException {
    return Files.createDirectories(base.resolve(name(route)).resolve("client"));
  }

  FerryProcess server(Route route) throws IOException {
    var ofFamily = running.computeIfAbsent(route.family(), _ -> new EnumMap<>(Route.Locale.class));
    FerryProcess server = ofFamily.get(route.locale());
    if (server == null) {
      server =
          Launch.serve(directory(route), base.resolve(name(route)).resolve("server"))
              .listen(route.family().host() + ":0")
              .environment("LC_ALL", route.locale().value())
              .start();
      ofFamily.put(route.locale(), server);
    }
    return server;
  }

  @Override
  public void close() {
    running.values().forEach(ofFamily -> ofFamily.values().forEach(FerryProcess::close));
  }

  private static String name(Route route) {
    return route.family() + "-" + route.locale();
  }
}
