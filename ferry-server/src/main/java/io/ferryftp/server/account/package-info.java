/// Accounts that are given at start.
@NullMarked
package io.ferryftp.server.account;

import org.jspecify.annotations.NullMarked;
