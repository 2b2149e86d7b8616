package io.ferryftp.server.storage;

import java.io.IOException;

/// Opens the tree of a home; the same one again while it is open.
@FunctionalInterface
interface Roots {
  Root open(String home) throws IOException;
}
