/// What can go wrong, as a closed family.
@NullMarked
package io.ferryftp.client.error;

import org.jspecify.annotations.NullMarked;
