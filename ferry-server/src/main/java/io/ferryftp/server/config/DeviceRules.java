package io.ferryftp.server.config;

import io.ferryftp.event.ServerEvent.ChosenBy;
import io.ferryftp.protocol.text.LegacyCharset;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Which clients are treated by which [DeviceProfile].
///
/// The operator's word for a user counts most, then the first one for the client's address, then
/// what the client itself says behind CLNT; that much gives nothing that costs safety.
///
/// @param strangersCharset what names are in after OPTS UTF8 OFF while nobody has logged in
public record DeviceRules(List<Rule> rules, LegacyCharset strangersCharset) {
  /// Nobody is named: a profile comes by CLNT alone.
  public static final DeviceRules NONE = new DeviceRules(List.of());

  /// Rules where old clients come from western Windows.
  public DeviceRules(List<Rule> rules) {
    this(rules, LegacyCharset.WINDOWS_1252);
  }

  /// What an operator has said.
  public sealed interface Rule {
    DeviceProfile profile();
  }

  /// Whoever logs in by this name.
  public record OfUser(DeviceProfile profile, String name) implements Rule {}

  /// Whoever comes from there.
  public record OfAddress(DeviceProfile profile, AddressBlock block) implements Rule {}

  /// A profile that was chosen.
  public record Chosen(DeviceProfile profile, ChosenBy by) {
    /// What it forgives.
    public Set<Leniency> leniencies() {
      return profile.leniencies().stream()
          .filter(leniency -> by != ChosenBy.CLIENT_NAME || leniency.isHarmless())
          .collect(Collectors.toUnmodifiableSet());
    }
  }

  public DeviceRules {
    rules = List.copyOf(rules);
  }

  /// The profile for a client.
  ///
  /// @param user who is logged in
  /// @param clientName what was said behind CLNT
  public Optional<Chosen> choose(
      InetAddress client, Optional<String> user, Optional<String> clientName) {
    return ofUser(user)
        .map(profile -> new Chosen(profile, ChosenBy.USER))
        .or(() -> ofAddress(client).map(profile -> new Chosen(profile, ChosenBy.ADDRESS)))
        .or(() ->
            clientName
                .flatMap(DeviceProfile::ofClient)
                .map(profile -> new Chosen(profile, ChosenBy.CLIENT_NAME)));
  }

  private Optional<DeviceProfile> ofUser(Optional<String> user) {
    return rules.stream()
        .filter(rule -> rule instanceof OfUser(_, var name) && user.equals(Optional.of(name)))
        .map(Rule::profile)
        .findFirst();
  }

  private Optional<DeviceProfile> ofAddress(InetAddress client) {
    return rules.stream()
        .filter(rule -> rule instanceof OfAddress(_, var block) && block.contains(client))
        .map(Rule::profile)
        .findFirst();
  }
}
