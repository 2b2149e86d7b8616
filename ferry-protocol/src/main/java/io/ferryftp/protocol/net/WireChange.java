package io.ferryftp.protocol.net;

import java.io.IOException;

/// Makes the wire that takes the place of another one, usually on top of it.
///
/// @param <W> what it makes
@FunctionalInterface
public interface WireChange<W extends Wire> {
  W apply(Wire present) throws IOException;
}
