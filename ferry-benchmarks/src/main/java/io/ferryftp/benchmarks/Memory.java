package io.ferryftp.benchmarks;

/// What a server uses.
///
/// @param heapBytes in use after a collection
/// @param residentBytes of its process, the whole heap included
public record Memory(long heapBytes, long residentBytes) {}
