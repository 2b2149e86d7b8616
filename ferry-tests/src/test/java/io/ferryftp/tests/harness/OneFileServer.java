package io.ferryftp.tests.harness;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that knows one file, and what else its test wants it to say: for mishaps that a real
/// server cannot be brought to.
public final class OneFileServer implements Closeable {
  private final ServerSocket control;
  private final byte[] content;
  private final Map<String, String> replies;
  private final AtomicInteger stallAfter = new AtomicInteger(Integer.MAX_VALUE);
  private final Queue<Closeable> open = new ConcurrentLinkedQueue<>();
  private final Queue<String> commands = new ConcurrentLinkedQueue<>();

  /// @param replies by verb, instead of the usual ones; an empty one hangs up
  public OneFileServer(byte[] content, Map<String, String> replies) throws IOException {
    this.content = content.clone();
    this.replies = Map.copyOf(replies);
    control = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /// Where it listens.
  public InetSocketAddress address() {
    return (InetSocketAddress) control.getLocalSocketAddress();
  }

  /// From now on, downloads stop after so many octets and stay open.
  public void stallAfter(int octets) {
    stallAfter.set(octets);
  }

  /// What it was asked so far.
  public Queue<String> commands() {
    return commands;
  }

  private void accept() {
    try {
      while (true) {
        Socket client = control.accept();
        open.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      }
    } catch (IOException closed) {
      commands.add("(closed)");
    }
  }

  private void serve(Socket client) {
    try (client;
        var in =
            new BufferedReader(
                new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
        var passive = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      open.add(passive);
      OutputStream out = client.getOutputStream();
      reply(out, "220 ready");
      int offset = 0;
      String line;
      while ((line = in.readLine()) != null) {
        commands.add(line);
        String[] words = line.split(" ", 2);
        String verb = words[0].toUpperCase(Locale.ROOT);
        String reply = replies.getOrDefault(verb, usual(verb, passive.getLocalPort()));
        if (reply.isEmpty()) {
          return;
        }
        reply(out, reply);
        if (verb.equals("REST")) {
          offset = Integer.parseInt(words[1]);
        }
        if (verb.equals("RETR") && reply.startsWith("1")) {
          send(passive, out, offset);
          offset = 0;
        }
      }
    } catch (IOException e) {
      commands.add("(" + e.getMessage() + ")");
    }
  }

  private String usual(String verb, int port) {
    return switch (verb) {
      case "USER" -> "331 password";
      case "PASS" -> "230 in";
      case "TYPE", "MODE", "STRU", "NOOP" -> "200 yes";
      case "EPSV" -> "229 here (|||" + port + "|)";
      case "SIZE" -> "213 " + content.length;
      case "MDTM" -> "213 20200101120000";
      case "REST" -> "350 go on";
      case "RETR" -> "150 it comes";
      case "PWD" -> "257 \"/\"";
      case "ABOR" -> "226 nothing runs";
      case "QUIT" -> "221 bye";
      default -> "502 no";
    };
  }

  private void send(ServerSocket passive, OutputStream control, int offset) throws IOException {
    Socket data = passive.accept();
    open.add(data);
    int end = Math.min(stallAfter.get(), content.length);
    data.getOutputStream().write(Arrays.copyOfRange(content, Math.min(offset, end), end));
    if (end == content.length) {
      data.close();
      reply(control, replies.getOrDefault("(end)", "226 done"));
    }
  }

  private static void reply(OutputStream out, String line) throws IOException {
    out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() throws IOException {
    control.close();
    for (Closeable one : open) {
      one.close();
    }
  }
}
