package io.ferryftp.account;

import java.net.InetSocketAddress;

/// Where somebody comes from, as the engine sees it; not necessarily the socket's address.
///
/// @param client where they are
/// @param server the address of the server that they reached
public record Origin(InetSocketAddress client, InetSocketAddress server) {}
