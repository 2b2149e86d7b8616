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

/// The options of `ferry serve` that are about clients that are no ordinary ones.
final class ClientsOptions {
  private static final String OF_USER = "user:";

  private final Options options = new Options();
  private final Option<Boolean> allowFxp = options.flag("--allow-fxp");
  private final Option<String> legacyCharset =
      options.text("--legacy-charset", "NAME", LegacyCharset.WINDOWS_1252.toString());
  private final Option<List<String>> devices = options.texts("--device", "PROFILE=BLOCK|user:NAME");

  ClientsOptions(Options command) {
    command.addAll(options);
  }

  /// The options, read and checked.
  ClientsPlan plan() throws MistakeException {
    var rules = new ArrayList<DeviceRules.Rule>();
    for (String device : devices.value()) {
      rules.add(rule(device));
    }
    LegacyCharset charset = charset();
    return new ClientsPlan(
        allowFxp.value() ? ThirdParties.ALLOWED : ThirdParties.REFUSED,
        charset,
        new DeviceRules(rules, charset));
  }

  private LegacyCharset charset() throws MistakeException {
    try {
      return LegacyCharset.named(legacyCharset.value());
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
