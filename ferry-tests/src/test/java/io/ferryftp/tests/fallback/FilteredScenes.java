package io.ferryftp.tests.fallback;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// The program that runs in a network namespace of its own and plays all scenes behind nftables.
/// For each it prints a line `played`, or what went wrong and then a line `failed`.
///
/// Arguments: a directory for files, and the command line that starts nft.
final class FilteredScenes {
  static final String PLAYED = "played";
  static final String FAILED = "failed";

  private FilteredScenes() {}

  public static void main(String[] arguments) throws IOException {
    List<String> all = List.of(arguments);
    Path directory = Path.of(all.getFirst());
    var out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    for (Scene scene : Scene.all()) {
      try (PacketFilter filter = PacketFilter.install(all.subList(1, all.size()))) {
        scene.play(directory, filter);
        out.println(PLAYED);
      } catch (IOException | RuntimeException | AssertionError e) {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace));
        out.println(trace);
        out.println(FAILED);
      }
    }
  }
}
