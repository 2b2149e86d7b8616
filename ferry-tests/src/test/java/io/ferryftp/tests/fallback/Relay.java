package io.ferryftp.tests.fallback;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.ferryftp.protocol.data.DataWay;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Stands between a client and a server, hands their lines on, and blocks some of the ways to a
/// data connection. Serves one control connection.
final class Relay implements Closeable {
  private static final Pattern EXTENDED_PORT = Pattern.compile("(.*\\|)(\\d+)(\\|.*)");
  private static final Pattern CLASSIC_PORT =
      Pattern.compile("(.*?\\d+,\\d+,\\d+,\\d+,)(\\d+),(\\d+)(.*)");

  private final InetSocketAddress server;
  private final Map<DataWay, Block> blocks;
  private final Obstruction obstruction;
  private final ServerSocket listening;
  private final List<Closeable> open = new CopyOnWriteArrayList<>();
  private volatile Optional<Block> replyBlock = Optional.empty();

  /// @param blocks the ways that lead nowhere, and why
  Relay(InetSocketAddress server, Map<DataWay, Block> blocks, Obstruction obstruction)
      throws IOException {
    this.server = server;
    this.blocks = Map.copyOf(blocks);
    this.obstruction = obstruction;
    listening = new ServerSocket(0, 1, server.getAddress());
    open.add(listening);
    Thread.ofVirtual().start(this::serve);
  }

  /// Where the client is to connect.
  InetSocketAddress control() {
    return new InetSocketAddress(listening.getInetAddress(), listening.getLocalPort());
  }

  private void serve() {
    try (Socket client = listening.accept();
        Socket upstream = new Socket(server.getAddress(), server.getPort())) {
      open.add(client);
      open.add(upstream);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      // The octets before ABOR may be urgent ones.
      client.setOOBInline(true);
      OutputStream toClient = client.getOutputStream();
      Thread.ofVirtual().start(() -> copyReplies(upstream, toClient));
      copyCommands(client, upstream.getOutputStream(), toClient);
    } catch (IOException e) {
      close();
    }
  }

  private void copyCommands(Socket client, OutputStream toServer, OutputStream toClient)
      throws IOException {
    var in = new BufferedReader(new InputStreamReader(client.getInputStream(), ISO_8859_1));
    String line;
    while ((line = in.readLine()) != null) {
      Optional<DataWay> way = way(line);
      Optional<Block> block = way.map(blocks::get);
      if (block.isEmpty()) {
        send(toServer, line);
      } else if (block.get() == Block.REPLY) {
        send(toClient, "500 Not here.");
      } else if (way.get() == DataWay.ACTIVE) {
        send(toServer, blockPort(line, block.get()));
      } else {
        replyBlock = block;
        send(toServer, line);
      }
    }
    toServer.close();
  }

  private void copyReplies(Socket upstream, OutputStream toClient) {
    try (toClient) {
      var in = new BufferedReader(new InputStreamReader(upstream.getInputStream(), ISO_8859_1));
      String line;
      while ((line = in.readLine()) != null) {
        boolean passive = line.startsWith("229 ") || line.startsWith("227 ");
        Optional<Block> block = passive ? replyBlock : Optional.empty();
        if (passive) {
          replyBlock = Optional.empty();
        }
        send(toClient, block.isPresent() ? blockPort(line, block.get()) : line);
      }
    } catch (IOException e) {
      close();
    }
  }

  private static Optional<DataWay> way(String line) {
    return switch (line.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
      case "EPSV" -> Optional.of(DataWay.EPSV);
      case "PASV" -> Optional.of(DataWay.PASV);
      case "PORT", "EPRT" -> Optional.of(DataWay.ACTIVE);
      default -> Optional.empty();
    };
  }

  /// The line with the port that is named instead.
  private String blockPort(String line, Block block) throws IOException {
    InetAddress address = server.getAddress();
    Matcher extended = EXTENDED_PORT.matcher(line);
    if (extended.matches()) {
      int instead = obstruction.block(block, address, Integer.parseInt(extended.group(2)));
      return extended.group(1) + instead + extended.group(3);
    }
    Matcher classic = CLASSIC_PORT.matcher(line);
    if (!classic.matches()) {
      throw new IOException("no port in: " + line);
    }
    int port = Integer.parseInt(classic.group(2)) * 256 + Integer.parseInt(classic.group(3));
    int instead = obstruction.block(block, address, port);
    return classic.group(1) + instead / 256 + "," + instead % 256 + classic.group(4);
  }

  private static void send(OutputStream to, String line) throws IOException {
    to.write((line + "\r\n").getBytes(ISO_8859_1));
    to.flush();
  }

  @Override
  public void close() {
    for (Closeable each : open) {
      try {
        each.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
