/// The torture table: what a hostile, broken or merely odd client does, and what Ferry and four
/// other servers answer.
@NullMarked
package io.ferryftp.tests.torture;

import org.jspecify.annotations.NullMarked;
