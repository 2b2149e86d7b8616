package io.ferryftp.server.session;

import io.ferryftp.account.Origin;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.server.blocking.StorageCalls;
import io.ferryftp.server.config.ServerConfig;
import io.ferryftp.server.config.ServerTls.ClearControl;
import io.ferryftp.server.config.SiteCommand;
import io.ferryftp.server.session.ClearTextRule.From;
import io.ferryftp.server.session.ClearTextRule.Offer;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What a handler can see beyond the session value: the two ends of the control connection, the
/// server's configuration, and the running transfer.
///
/// @param local the server's end of the control connection
/// @param remote the client's end, which is also whom data connections may go to and come from
/// @param storageCalls the seam through which storage is called
/// @param dataPorts of this session
/// @param progress of the running transfer, if there is one
record Surroundings(
    InetSocketAddress local,
    InetSocketAddress remote,
    ServerConfig config,
    StorageCalls storageCalls,
    DataPorts dataPorts,
    TransferView progress) {
  /// A look at the running transfer.
  @FunctionalInterface
  interface TransferView {
    Optional<Progress> now();
  }

  /// How far a transfer is.
  ///
  /// @param octets over the data connection so far
  record Progress(VirtualPath path, long octets) {}

  /// The commands behind SITE that need nothing but the tree: the built-in ones, then those of the
  /// configuration.
  List<SiteCommand> siteCommands() {
    return Stream.concat(
            Stream.of(new SiteChmod(), new SiteSymlink(), new SiteUtime()),
            config.siteCommands().stream())
        .toList();
  }

  /// Where the client comes from, for those who decide about it.
  Origin origin() {
    return new Origin(remote, local);
  }

  /// What is forgiven this client.
  Devices devices() {
    return new Devices(config.devices(), remote.getAddress());
  }

  boolean isLoopback() {
    return remote.getAddress().isLoopbackAddress();
  }

  /// What the policy means for this client.
  ClearTextRule rule() {
    return ClearTextRule.of(
        config.tlsPolicy(),
        config.tls().isPresent() ? Offer.OFFERED : Offer.NOT_OFFERED,
        isLoopback() ? From.THIS_MACHINE : From.ELSEWHERE);
  }

  /// Whether CCC is allowed.
  boolean allowsClearing() {
    return config.tls().filter(tls -> tls.clearControl() == ClearControl.ALLOWED).isPresent();
  }
}
