package io.ferryftp.client.config;

import io.ferryftp.protocol.data.DataWay;
import java.util.List;

/// Who opens data connections, and what is tried when the first way fails.
// The checker knows its own immutable types only: a list that List.of made is one too.
@SuppressWarnings("ImmutableEnumChecker")
public enum DataMode {
  /// EPSV, then PASV, then active: what works through most firewalls first.
  AUTO(DataWay.EPSV, DataWay.PASV, DataWay.ACTIVE),
  /// EPSV, then PASV.
  PASSIVE(DataWay.EPSV, DataWay.PASV),
  /// Active; when the server refuses PORT or its connection does not arrive, passive.
  ACTIVE(DataWay.ACTIVE, DataWay.EPSV, DataWay.PASV),
  /// Active and nothing else.
  ACTIVE_ONLY(DataWay.ACTIVE),
  /// EPSV, then PASV and nothing else; the strict word for [#PASSIVE], which never was otherwise.
  PASSIVE_ONLY(DataWay.EPSV, DataWay.PASV);

  private final List<DataWay> ways;

  DataMode(DataWay... ways) {
    this.ways = List.of(ways);
  }

  /// The ways in the order in which they are tried.
  public List<DataWay> ways() {
    return ways;
  }
}
