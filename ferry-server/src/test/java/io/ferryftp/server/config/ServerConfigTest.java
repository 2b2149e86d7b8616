package io.ferryftp.server.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ferryftp.event.EventListener;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.tls.KeyMaterial;
import io.ferryftp.storage.FileTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerConfigTest {
  @Test
  void theDefaultsLetNobodyInFromOutside() {
    ServerConfig config = builder().build();

    assertThat(config.listen().getAddress().isLoopbackAddress()).isTrue();
    assertThat(config.listen().getPort()).isZero();
    assertThat(config.passivePorts()).hasSize(10).containsOnly(0);
    assertThat(config.passiveAddress().get()).isEmpty();
    assertThat(config.activePort()).isEmpty();
    assertThat(config.tlsPolicy()).isEqualTo(TlsPolicy.AUTO);
    assertThat(config.limits()).isEqualTo(Limits.DEFAULT);
    assertThat(config.listeners()).isEmpty();
    assertThat(config.siteCommands()).isEmpty();
  }

  @Test
  void aCopyHasEverythingOfItsOriginal() {
    EventListener listener = _ -> {};
    var command = new Named("PING");
    ServerConfig original =
        builder()
            .listen(new InetSocketAddress("127.0.0.2", 2121))
            .passivePorts(List.of(2, 65_535))
            .passiveAddress(Optional::empty)
            .activePort(20)
            .tlsPolicy(TlsPolicy.OFF)
            .limits(Limits.DEFAULT.toBuilder().idleTime(Duration.ofHours(1)).sessions(7).build())
            .listener(listener)
            .clock(InstantSource.fixed(Instant.EPOCH))
            .siteCommand(command)
            .build();

    assertThat(original.toBuilder().build()).usingRecursiveComparison().isEqualTo(original);
    assertThat(original.listen().getPort()).isEqualTo(2121);
    assertThat(original.passivePorts()).containsExactly(2, 65_535);
    assertThat(original.activePort()).hasValue(20);
    assertThat(original.tlsPolicy()).isEqualTo(TlsPolicy.OFF);
    assertThat(original.limits().idleTime()).isEqualTo(Duration.ofHours(1));
    assertThat(original.limits().sessions()).isEqualTo(7);
    assertThat(original.limits().toBuilder().idleTime(Limits.DEFAULT.idleTime()).sessions(15_000))
        .returns(Limits.DEFAULT, Limits.Builder::build);
    assertThat(original.listeners()).containsExactly(listener);
    assertThat(original.clock().instant()).isEqualTo(Instant.EPOCH);
    assertThat(original.siteCommands()).containsExactly(command);
  }

  @Test
  void aBuilderThatGoesOnChangesNothingThatItBuilt() {
    ServerConfig.Builder builder = builder();
    ServerConfig built = builder.build();
    builder.listener(_ -> {}).siteCommand(new Named("PING")).activePort(0);

    assertThat(built.listeners()).isEmpty();
    assertThat(built.siteCommands()).isEmpty();
    assertThat(built.activePort()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ping", "PI NG", "PING2", "PÏNG", "HELP", "CHMOD", "TAKEN"})
  void siteWordsAreCapitalsAndUnique(String word) {
    ServerConfig.Builder builder = builder().siteCommand(new Named("TAKEN"));

    assertThatIllegalArgumentException().isThrownBy(() -> builder.siteCommand(new Named(word)));
  }

  @Test
  void portsAreInTheirRange() {
    assertThatIllegalArgumentException().isThrownBy(() -> builder().passivePorts(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> builder().passivePorts(List.of(-1)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder().passivePorts(List.of(65_536)));
    assertThatIllegalArgumentException().isThrownBy(() -> builder().activePort(-1));
  }

  @Test
  void nobodyIsAskedForTlsThatTheServerCannotSpeak() {
    var implicit = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().tlsPolicy(TlsPolicy.REQUIRED).build())
        .withMessage("TLS is required, and there is no certificate for it");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().implicitListen(implicit).build())
        .withMessage("implicit FTPS begins with TLS, and there is no certificate for it");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> builder().tls(tls()).tlsPolicy(TlsPolicy.OFF).implicitListen(implicit).build())
        .withMessage("implicit FTPS begins with TLS, and TLS is off");
    assertThat(builder().tls(tls()).tlsPolicy(TlsPolicy.REQUIRED).implicitListen(implicit).build())
        .returns(Optional.of(implicit), ServerConfig::implicitListen);
  }

  private static ServerTls tls() {
    return ServerTls.with(
        new CertificateSource() {
          @Override
          public KeyMaterial standard() {
            throw new IllegalStateException("nobody asks");
          }

          @Override
          public Optional<KeyMaterial> forName(String name) {
            return Optional.empty();
          }
        });
  }

  private static ServerConfig.Builder builder() {
    return ServerConfig.builder(
        (_, _) -> Optional.empty(),
        _ -> {
          throw new IOException("nobody logs in here");
        });
  }

  private record Named(String word) implements SiteCommand {
    @Override
    public String syntax() {
      return "";
    }

    @Override
    public Result run(FileTree tree, VirtualPath directory, String arguments) {
      return new Done("Done");
    }
  }
}
