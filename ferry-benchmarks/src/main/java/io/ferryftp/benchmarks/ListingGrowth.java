package io.ferryftp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// How long the listings of a directory take.
///
/// @param entries in it, all of them empty files
/// @param times of each command
record ListingGrowth(int entries, Map<String, DataClient.Received> times) {
  /// The commands that are measured, in this order.
  static final List<String> COMMANDS = List.of("LIST", "MLSD", "NLST");

  private static final int BUFFER_OCTETS = 256 << 10;

  /// How many entries all listings of one command together show at least, and how many listings
  /// there are at least and at most.
  private static final int SHOWN = 400_000;

  private static final int FEWEST = 3;
  private static final int MOST = 50;

  ListingGrowth {
    times = Map.copyOf(times);
  }

  /// Measures directories that grow, with one server in another process that is warm before.
  ///
  /// @param home an empty directory for the files
  /// @param counts of entries, the smallest first
  static List<ListingGrowth> measure(List<Integer> counts, Path home) throws IOException {
    var results = new ArrayList<ListingGrowth>();
    int made = 0;
    try (var server = new ServerProcess(Protection.NONE, home);
        var client = new DataClient(server.port(), BUFFER_OCTETS)) {
      for (int count : counts) {
        for (; made < count; made++) {
          Files.createFile(file(home, made));
        }
        if (results.isEmpty()) {
          times(client, count);
        }
        results.add(new ListingGrowth(count, times(client, count)));
      }
    } finally {
      for (int i = 0; i < made; i++) {
        Files.deleteIfExists(file(home, i));
      }
    }
    return results;
  }

  private static Path file(Path home, int number) {
    return home.resolve(String.format("file-%07d.txt", number));
  }

  private static Map<String, DataClient.Received> times(DataClient client, int entries)
      throws IOException {
    var times = new LinkedHashMap<String, DataClient.Received>();
    for (String command : COMMANDS) {
      var all = new ArrayList<DataClient.Received>();
      int count = Math.clamp(SHOWN / entries, FEWEST, MOST);
      for (int i = 0; i < count; i++) {
        all.add(client.receive(command));
      }
      times.put(
          command,
          new DataClient.Received(
              median(all.stream().map(DataClient.Received::firstNanos).toList()),
              median(all.stream().map(DataClient.Received::totalNanos).toList()),
              all.getFirst().octets()));
    }
    return times;
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().toList().get(values.size() / 2);
  }

  /// What one command took.
  DataClient.Received of(String command) {
    return times.getOrDefault(command, new DataClient.Received(0, 0, 0));
  }
}
