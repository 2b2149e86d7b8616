package io.ferryftp.client.config;

import io.ferryftp.protocol.data.DataWay;
import io.ferryftp.protocol.tls.TlsVersion;
import java.util.Optional;

/// What is remembered of one server.
///
/// @param dataWay that led to a data connection when others had failed
/// @param tls whether it has offered TLS before
/// @param highestTls the version beyond which its data connections failed; empty: none has
public record HostNotes(Optional<DataWay> dataWay, TlsOffer tls, Optional<TlsVersion> highestTls) {
  /// What a server said to AUTH TLS.
  public enum TlsOffer {
    UNKNOWN,
    /// It has spoken TLS: if it does not any more, somebody may be in the middle.
    SEEN
  }

  /// Nothing is known.
  public static final HostNotes NONE =
      new HostNotes(Optional.empty(), TlsOffer.UNKNOWN, Optional.empty());

  /// The same, and this way led to a data connection.
  public HostNotes withDataWay(DataWay way) {
    return new HostNotes(Optional.of(way), tls, highestTls);
  }

  /// The same, and it has spoken TLS.
  public HostNotes withTlsSeen() {
    return new HostNotes(dataWay, TlsOffer.SEEN, highestTls);
  }

  /// The same, and this is the newest version that works.
  public HostNotes withHighestTls(TlsVersion version) {
    return new HostNotes(dataWay, tls, Optional.of(version));
  }

  /// The same, and no version is too new.
  public HostNotes withAnyTls() {
    return new HostNotes(dataWay, tls, Optional.empty());
  }
}
