package io.ferryftp.cli;

import io.ferryftp.client.FtpClient;
import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.TransferOptions;
import io.ferryftp.client.error.FtpException;
import java.util.Map;

/// A file to standard output, which nothing else is written to.
record CatErrand(FtpUrl url, DataOut out) implements Errand {
  @Override
  public Map<String, Object> run(FtpClient client) throws FtpException {
    client.retrieve(url.pathname(), out, TransferOptions.DEFAULT.as(Urls.representation(url)));
    return Map.of();
  }
}
