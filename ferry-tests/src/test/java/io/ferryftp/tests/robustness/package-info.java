/// Peers and disks that misbehave, and limits that are passed by one.
@NullMarked
package io.ferryftp.tests.robustness;

import org.jspecify.annotations.NullMarked;
