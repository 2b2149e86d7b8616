package io.ferryftp.tests.torture;

import io.ferryftp.tests.harness.Scale;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Whom rows are played against.
///
/// @param control where it listens
/// @param user the account, whose home holds a directory named after each row
/// @param patience how long an answer may take
/// @param scale which amounts are played
record Target(
    InetSocketAddress control, String user, String password, Duration patience, Scale scale) {}
