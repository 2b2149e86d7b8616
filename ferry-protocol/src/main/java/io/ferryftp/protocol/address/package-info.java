/// Addresses as FTP writes them: PORT and 227, EPRT and 229.
@NullMarked
package io.ferryftp.protocol.address;

import org.jspecify.annotations.NullMarked;
