/// Tests that are generated from the table of verbs.
@NullMarked
package io.ferryftp.tests.conformance;

import org.jspecify.annotations.NullMarked;
