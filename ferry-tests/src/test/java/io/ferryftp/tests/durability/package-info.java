/// What a reply promised is on disk, whatever happened to the server.
@NullMarked
package io.ferryftp.tests.durability;

import org.jspecify.annotations.NullMarked;
