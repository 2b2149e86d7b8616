/// The chapters of the contract that every storage keeps, as tests.
@NullMarked
package io.ferryftp.testkit.contract;

import org.jspecify.annotations.NullMarked;
