/// What LIST, NLST, MLSD and MLST say: trees as octets for a data connection, in bounded memory.
@NullMarked
package io.ferryftp.server.listing;

import org.jspecify.annotations.NullMarked;
