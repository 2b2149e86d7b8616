package io.ferryftp.cli;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.error.FtpException;
import java.util.Map;
import java.util.Optional;

/// What is to be done with one URL.
interface Errand {
  /// The URL, which failures are reported under.
  FtpUrl url();

  /// Checks what can be checked without a connection.
  default void prepare() throws FtpException {}

  /// Does it.
  ///
  /// @return what there is to say of it in JSON, beside the URL and that it is done
  Map<String, Object> run(FtpClient client) throws FtpException;

  /// What is left of it after a failure, and what can be done with that; a sentence's part.
  default Optional<String> kept() {
    return Optional.empty();
  }
}
