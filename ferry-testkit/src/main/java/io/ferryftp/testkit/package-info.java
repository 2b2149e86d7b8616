/// A server for tests in one annotation, with its files in memory, and the contract that every
/// storage keeps, as tests.
@NullMarked
package io.ferryftp.testkit;

import org.jspecify.annotations.NullMarked;
