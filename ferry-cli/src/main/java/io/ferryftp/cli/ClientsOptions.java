package io.ferryftp.cli;

import io.ferryftp.cli.ClientsPlan.ThirdParties;
import io.ferryftp.protocol.text.LegacyCharset;
import io.ferryftp.server.config.AddressBlock;
import io.ferryftp.server.config.DeviceProfile;
import io.ferryftp.server.config.DeviceRules;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/// The options of `ferry serve` that are about clients that are no ordinary ones.
final class ClientsOptions {
  private static final String OF_USER = "user:";

  @Option(names = "--allow-fxp")
  private boolean allowFxp;

  @Option(names = "--legacy-charset", paramLabel = "NAME")
  private String legacyCharset = LegacyCharset.WINDOWS_1252.toString();

  @Option(names = "--device", paramLabel = "PROFILE=BLOCK|user:NAME")
  private List<String> devices = new ArrayList<>();

  /// The options, read and checked.
  ClientsPlan plan() throws MistakeException {
    var rules = new ArrayList<DeviceRules.Rule>();
    for (String device : devices) {
      rules.add(rule(device));
    }
    return new ClientsPlan(
        allowFxp ? ThirdParties.ALLOWED : ThirdParties.REFUSED,
        charset(),
        new DeviceRules(rules, charset()));
  }

  private LegacyCharset charset() throws MistakeException {
    try {
      return LegacyCharset.named(legacyCharset);
    } catch (IllegalArgumentException e) {
      throw new MistakeException(
          "--legacy-charset: " + e.getMessage() + "; windows-1252, windows-1251 or GBK can be", e);
    }
  }

  private static DeviceRules.Rule rule(String text) throws MistakeException {
    int equals = text.indexOf('=');
    if (equals < 0) {
      throw new MistakeException(
          "--device: write PROFILE=192.0.2.0/24 or PROFILE=user:NAME; profiles: " + profiles());
    }
    DeviceProfile profile =
        DeviceProfile.of(text.substring(0, equals))
            .orElseThrow(() ->
                new MistakeException(
                    "--device: there is no such profile; choose from: " + profiles()));
    String whom = text.substring(equals + 1);
    if (whom.startsWith(OF_USER)) {
      return new DeviceRules.OfUser(profile, whom.substring(OF_USER.length()));
    }
    try {
      return new DeviceRules.OfAddress(profile, AddressBlock.parse(whom));
    } catch (IllegalArgumentException e) {
      throw new MistakeException("--device: " + e.getMessage() + ", or user:NAME", e);
    }
  }

  private static String profiles() {
    return Arrays.stream(DeviceProfile.values())
        .map(DeviceProfile::word)
        .collect(Collectors.joining(", "));
  }
}
