/// What the client does when a way to a data connection is blocked.
@NullMarked
package io.ferryftp.tests.fallback;

import org.jspecify.annotations.NullMarked;
