/// The `ferry` program: what a person types, what they read, and the wiring in between.
@NullMarked
package io.ferryftp.cli;

import org.jspecify.annotations.NullMarked;
