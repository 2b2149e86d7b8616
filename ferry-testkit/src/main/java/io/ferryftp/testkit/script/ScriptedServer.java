package io.ferryftp.testkit.script;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A server that plays transcripts: the first for the first control connection, the second for the
/// second. It does what they say, right or wrong, and tells where a client left them.
///
/// ```java
/// try (var server = ScriptedServer.play(Transcript.parse(text))) {
///   myClient.download(server.address());
///   server.assertPlayed();
/// }
/// ```
///
/// Each wait for the client has a limit ([PlaySetting]). A client that leaves its transcript loses
/// its connection at once. One that goes away early does so unnoticed if only lines of the server
/// were left.
public final class ScriptedServer implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(ScriptedServer.class.getName());
  private static final int BACKLOG = 16;

  private final List<Transcript> transcripts;
  private final Stage stage;
  private final ServerSocketChannel listener;
  private final InetSocketAddress address;
  private final List<Player> players = new ArrayList<>();
  private int surplus;

  private ScriptedServer(PlaySetting setting, List<Transcript> transcripts) throws IOException {
    this.transcripts = transcripts;
    stage = new Stage(setting);
    listener = stage.keep(ServerSocketChannel.open());
    listener.bind(new InetSocketAddress(setting.address(), 0), BACKLOG);
    address = (InetSocketAddress) listener.getLocalAddress();
  }

  /// Starts a server on a free port of the loopback address.
  ///
  /// @param transcripts one a control connection, in the order in which they come in
  public static ScriptedServer play(Transcript... transcripts) throws IOException {
    return play(PlaySetting.DEFAULT, transcripts);
  }

  /// Starts a server with other limits, or at another address.
  public static ScriptedServer play(PlaySetting setting, Transcript... transcripts)
      throws IOException {
    var server = new ScriptedServer(setting, List.of(transcripts));
    Thread.ofVirtual().name("script-accept").start(server::accept);
    return server;
  }

  /// Where control connections come in.
  public InetSocketAddress address() {
    return address;
  }

  /// The port of [#address].
  public int port() {
    return address.getPort();
  }

  /// Everything that clients said so far, connection by connection, without line ends; a line that
  /// did not end in CR LF stands with its end.
  public List<String> clientLines() {
    return players().stream().flatMap(player -> player.heard().stream()).toList();
  }

  /// The data that clients sent so far, up to the limit of [PlaySetting#keptOctets] for each
  /// control connection.
  public byte[] uploaded() {
    var all = new ByteArrayOutputStream();
    players().forEach(player -> all.writeBytes(player.received()));
    return all.toByteArray();
  }

  /// The other ends of all data connections that came about.
  public List<InetSocketAddress> dataPeers() {
    return players().stream().flatMap(player -> player.dataPeers().stream()).toList();
  }

  /// How many control connections came in, those without a transcript as well.
  public int connections() {
    var count = new int[1];
    stage.bell().ring(() -> count[0] = players.size() + surplus);
    return count[0];
  }

  /// Waits until all transcripts are played or left; gives where they were left.
  ///
  /// @return nothing if all went as written
  public List<Difference> differences() {
    stage.bell().await(this::isSettled, stage.setting().patience());
    var found = new ArrayList<Difference>();
    stage
        .bell()
        .ring(() -> {
          for (int i = 0; i < transcripts.size(); i++) {
            differenceOf(i).ifPresent(found::add);
          }
          for (int i = 1; i <= surplus; i++) {
            found.add(new Difference(transcripts.size() + i, 1, "no connection", "a connection"));
          }
        });
    return found;
  }

  /// Waits like [#differences] and fails if there are any.
  ///
  /// @throws AssertionError which says at which line, what was expected and what came
  public void assertPlayed() {
    Outcome.requireNone(differences());
  }

  /// Ends all connections at once. Idempotent.
  @Override
  public void close() {
    stage.close();
  }

  private boolean isSettled() {
    return players.size() == transcripts.size() && players.stream().allMatch(Player::isSettled);
  }

  private Optional<Difference> differenceOf(int index) {
    if (index >= players.size()) {
      return Optional.of(new Difference(index + 1, 1, "a connection", "none"));
    }
    Player player = players.get(index);
    if (!player.isSettled()) {
      return Optional.of(
          new Difference(index + 1, player.line(), "to get on", "no end within the limit"));
    }
    return player.difference();
  }

  private List<Player> players() {
    var copy = new ArrayList<Player>();
    stage.bell().ring(() -> copy.addAll(players));
    return copy;
  }

  private void accept() {
    while (!stage.isClosed()) {
      try {
        begin(listener.accept());
      } catch (IOException e) {
        // One that was gone before it was accepted does not end the server; its own end does.
        LOG.log(System.Logger.Level.DEBUG, "accepting", e);
        if (!listener.isOpen()) {
          return;
        }
      }
    }
  }

  private void begin(SocketChannel channel) throws IOException {
    int number = players().size() + 1;
    if (number > transcripts.size()) {
      stage.bell().ring(() -> surplus++);
      channel.close();
      return;
    }
    var player = new Player(Player.End.SERVER, number, transcripts.get(number - 1), stage, channel);
    stage.bell().ring(() -> players.add(player));
    Thread.ofVirtual().name("script-server-" + number).start(player::play);
  }
}
