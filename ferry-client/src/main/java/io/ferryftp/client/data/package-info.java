/// How a data connection comes about: the ways there are, and what is tried after what.
@NullMarked
package io.ferryftp.client.data;

import org.jspecify.annotations.NullMarked;
