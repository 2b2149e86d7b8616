package io.ferryftp.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import org.junit.jupiter.api.Test;

class ControlListenerTest {
  private static final ControlListener.Reception CLOSES =
      new ControlListener.Reception() {
        @Override
        public void serve(SocketChannel channel) throws IOException {
          channel.close();
        }

        @Override
        public void rest() {
          throw new AssertionError("nothing runs out here");
        }
      };

  @Test
  void nobodyGetsThroughAfterClosing() throws IOException {
    var anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    for (int i = 0; i < 500; i++) {
      ControlListener listener = ControlListener.bind(anyPort);
      listener.start(CLOSES);
      InetSocketAddress address = listener.address();
      new Socket(address.getAddress(), address.getPort()).close();
      listener.close();
      assertThatThrownBy(() -> new Socket(address.getAddress(), address.getPort()))
          .as("round %d", i)
          .isInstanceOf(ConnectException.class);
    }
  }

  @Test
  void canBeClosedBeforeItIsStarted() throws IOException {
    ControlListener listener =
        ControlListener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    listener.close();
    assertThat(listener.address().getPort()).isPositive();
    assertThatThrownBy(
            () -> new Socket(listener.address().getAddress(), listener.address().getPort()))
        .isInstanceOf(ConnectException.class);
  }
}
