package io.ferryftp.tests.fallback;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// Blocks ports by nftables, in a network namespace that belongs to this process alone.
final class PacketFilter implements Obstruction {
  private final List<String> nft;

  private PacketFilter(List<String> nft) {
    this.nft = nft;
  }

  /// A filter that blocks nothing yet.
  ///
  /// @param nft the command line that starts nft
  static PacketFilter install(List<String> nft) throws IOException {
    var filter = new PacketFilter(List.copyOf(nft));
    filter.run("add table inet ferry");
    filter.run("add chain inet ferry in { type filter hook input priority 0; policy accept; }");
    return filter;
  }

  @Override
  public int block(Block block, InetAddress address, int port) throws IOException {
    String verdict =
        switch (block) {
          case RESET -> "reject with tcp reset";
          case HANG -> "drop";
          case REPLY -> throw new IllegalArgumentException("a reply blocks no port");
        };
    run("add rule inet ferry in tcp dport " + port + " " + verdict);
    return port;
  }

  @Override
  public void close() throws IOException {
    run("delete table inet ferry");
  }

  private void run(String statement) throws IOException {
    var command = new ArrayList<>(nft);
    command.add(statement);
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException(statement + ": " + said);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
