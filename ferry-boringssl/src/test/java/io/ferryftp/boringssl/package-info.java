@org.jspecify.annotations.NullMarked
package io.ferryftp.boringssl;
