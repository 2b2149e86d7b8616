package io.ferryftp.cli;

import java.io.PrintStream;
import java.util.Map;

/// Where the program speaks, and what it was told by its environment.
///
/// @param out results for programs
/// @param err everything for people, and logs
record Streams(PrintStream out, PrintStream err, Map<String, String> environment) {}
