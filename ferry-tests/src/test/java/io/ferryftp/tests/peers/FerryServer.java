package io.ferryftp.tests.peers;

import io.ferryftp.tests.harness.FerryProcess;
import io.ferryftp.tests.harness.Launch;
import java.io.IOException;
import java.net.InetSocketAddress;

/// Ferry itself, as the program.
final class FerryServer implements PeerServer {
  private record Running(FerryProcess process) implements RunningServer {
    @Override
    public InetSocketAddress control() {
      return process.control();
    }

    @Override
    public String log() {
      return process.said();
    }

    @Override
    public void close() {
      try {
        process.kill();
      } catch (InterruptedException e) {
        process.close();
        Thread.currentThread().interrupt();
      }
    }
  }

  @Override
  public String name() {
    return "ferry";
  }

  @Override
  public RunningServer start(Site site) throws IOException {
    String host = site.isIpv6() ? "[" + site.host() + "]" : site.host();
    return new Running(
        Launch.serve(site.served(), site.scratch()).listen(host + ":" + site.port()).start());
  }
}
