/// What end-to-end tests are made with: the real program in a process of its own, a server in this
/// one, a client that sends exactly what it is told, and the installed programs of others.
@NullMarked
package io.ferryftp.tests.harness;

import org.jspecify.annotations.NullMarked;
