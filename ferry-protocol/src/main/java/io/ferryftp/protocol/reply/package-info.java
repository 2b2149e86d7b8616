/// What a server can answer: reply codes, replies, and their one codec.
@NullMarked
package io.ferryftp.protocol.reply;

import org.jspecify.annotations.NullMarked;
