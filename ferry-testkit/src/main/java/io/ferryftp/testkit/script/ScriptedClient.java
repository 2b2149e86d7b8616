package io.ferryftp.testkit.script;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/// A client that plays a transcript against a server: says each `C>` line, and compares each reply
/// with its `S>` line and data with their `D>` lines. It leaves out `C?` and `*>` with what follows
/// them.
///
/// ```java
/// ScriptedClient.play(server.control(), Transcript.parse(text)).assertPlayed();
/// ```
public final class ScriptedClient {
  private ScriptedClient() {}

  /// Connects and plays; returns when the transcript has ended or the server left it, and has then
  /// closed everything.
  ///
  /// @throws IOException if there is no connection
  public static Outcome play(InetSocketAddress server, Transcript transcript) throws IOException {
    return play(PlaySetting.DEFAULT, server, transcript);
  }

  /// The same with other limits, or from another address.
  public static Outcome play(PlaySetting setting, InetSocketAddress server, Transcript transcript)
      throws IOException {
    try (var stage = new Stage(setting)) {
      SocketChannel channel = stage.keep(SocketChannel.open());
      channel.bind(new InetSocketAddress(setting.address(), 0));
      channel.socket().connect(server, Math.toIntExact(setting.patience().toMillis()));
      var player = new Player(Player.End.CLIENT, 1, transcript, stage, channel);
      player.play();
      return new Outcome(player.difference(), player.heard(), player.received());
    }
  }
}
