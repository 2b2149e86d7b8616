package io.ferryftp.server.storage;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.storage.NameRejectedException;
import org.junit.jupiter.api.Test;

class LinuxErrorsTest {
  @Test
  void anotherDeviceIsNoFailureOfTheDisk() {
    assertThat(LinuxErrors.change(-LinuxErrors.EXDEV, "/elsewhere"))
        .isInstanceOf(NameRejectedException.class);
  }
}
