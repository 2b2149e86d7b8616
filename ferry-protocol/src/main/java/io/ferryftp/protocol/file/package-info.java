/// Paths, facts about files, and time stamps as FTP writes them.
@NullMarked
package io.ferryftp.protocol.file;

import org.jspecify.annotations.NullMarked;
