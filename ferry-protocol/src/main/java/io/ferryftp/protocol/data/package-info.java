/// Representation types and the transforms between local octets and the data connection.
@NullMarked
package io.ferryftp.protocol.data;

import org.jspecify.annotations.NullMarked;
