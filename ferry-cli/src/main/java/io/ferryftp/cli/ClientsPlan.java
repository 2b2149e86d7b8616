package io.ferryftp.cli;

import io.ferryftp.protocol.text.LegacyCharset;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.server.config.DeviceRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What `ferry serve` was asked to do for clients that are no ordinary ones.
///
/// @param thirdParties whether users may have data go between servers
/// @param legacyCharset what names are written in that are not UTF-8
/// @param devices which clients are treated by which profile
record ClientsPlan(ThirdParties thirdParties, LegacyCharset legacyCharset, DeviceRules devices) {
  /// Whether users may have data go between servers (FXP).
  enum ThirdParties {
    REFUSED,
    /// To everybody with a name; never to anonymous ones.
    ALLOWED
  }

  /// Sees to it that every user who is named exists.
  ///
  /// @param users everybody's name
  void require(Set<String> users) throws MistakeException {
    for (DeviceRules.Rule rule : devices.rules()) {
      if (rule instanceof DeviceRules.OfUser(_, var name) && !users.contains(name)) {
        throw new MistakeException(
            "--device: nobody has this name; give one of --user NAME behind user:");
      }
    }
  }

  /// What the person should know about it, a sentence each.
  ///
  /// @param users who has a name
  List<String> notes(List<Roster.User> users) {
    var notes = new ArrayList<String>();
    if (thirdParties == ThirdParties.ALLOWED) {
      notes.add(
          users.isEmpty()
              ? "--allow-fxp changes nothing: anonymous users never have data go between servers,"
                  + " and there are no others"
              : "--allow-fxp: users may have this machine connect to other servers");
    }
    for (DeviceRules.Rule rule : devices.rules()) {
      notes.add(
          "--device: "
              + WireText.printable(whom(rule))
              + " has the profile "
              + rule.profile().word());
    }
    return notes;
  }

  private static String whom(DeviceRules.Rule rule) {
    return switch (rule) {
      case DeviceRules.OfUser(_, var name) -> name;
      case DeviceRules.OfAddress(_, var block) -> "whoever comes from " + block;
    };
  }
}
