package io.ferryftp.tests.sequences;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Set;

/// Where sequences are played, one at a time.
///
/// @param own address of the client, which no other client uses
/// @param dead a port there at which nobody listens
/// @param playground the files, which nobody else touches
/// @param offers of the server: its verbs, and others such as `TYPE E`
record Stage(
    InetSocketAddress server,
    InetAddress own,
    int dead,
    Playground playground,
    Set<String> offers) {}
