/// TLS by BoringSSL, through the natives of netty-tcnative without the rest of netty.
@NullMarked
package io.ferryftp.boringssl;

import org.jspecify.annotations.NullMarked;
