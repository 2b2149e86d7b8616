/// Who may log in, and what they may do.
@NullMarked
package io.ferryftp.account;

import org.jspecify.annotations.NullMarked;
