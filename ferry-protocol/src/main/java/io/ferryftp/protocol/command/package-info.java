/// What a client can ask: the verb table, typed commands, and their one codec.
@NullMarked
package io.ferryftp.protocol.command;

import org.jspecify.annotations.NullMarked;
