package io.ferryftp.tests.interop;

/// How a client reaches a server.
///
/// @param mode who opens data connections
/// @param family of the addresses
/// @param locale of the server
record Route(Mode mode, Family family, Locale locale) {
  enum Mode {
    ACTIVE,
    PASSIVE
  }

  enum Family {
    IPV4("127.0.0.1"),
    IPV6("[::1]");

    private final String host;

    Family(String host) {
      this.host = host;
    }

    /// The loopback address as URLs and `--listen` write it.
    String host() {
      return host;
    }
  }

  enum Locale {
    UTF8("C.UTF-8"),
    /// Java then takes file names for ASCII, unless the server knows better.
    ASCII("C");

    private final String value;

    Locale(String value) {
      this.value = value;
    }

    String value() {
      return value;
    }
  }

  @Override
  public String toString() {
    return "%s, %s, server under LC_ALL=%s"
        .formatted(mode == Mode.ACTIVE ? "active" : "passive", family, locale.value());
  }
}
