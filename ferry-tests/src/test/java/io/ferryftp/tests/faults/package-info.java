/// What happens when a call to storage, to a socket or to a plug-in fails: each one, one by one.
@NullMarked
package io.ferryftp.tests.faults;

import org.jspecify.annotations.NullMarked;
