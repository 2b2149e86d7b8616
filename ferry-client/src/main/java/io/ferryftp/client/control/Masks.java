package io.ferryftp.client.control;

import io.ferryftp.protocol.text.Secret;
import java.util.ArrayList;
import java.util.List;

/// What must not be shown of replies: a server may repeat what it does not understand.
final class Masks {
  /// A shorter text would be hidden within other words, and so show what it is.
  private static final int LEAST_HIDDEN_CHARS = 4;

  private final List<Secret> secrets = new ArrayList<>();

  /// Hides this text from now on.
  void add(Secret text) {
    if (text.reveal().length() >= LEAST_HIDDEN_CHARS) {
      secrets.add(text);
    }
  }

  /// The line without what is hidden.
  String applied(String line) {
    String shown = line;
    for (Secret secret : secrets) {
      shown = shown.replace(secret.reveal(), "***");
    }
    return shown;
  }
}
