package io.ferryftp.protocol.reply;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// What a server says it can do beyond RFC 959 (FEAT, RFC 2389 §3).
///
/// @param features the parameters by the feature's word in upper case; empty without FEAT
public record Capabilities(Map<String, String> features) {
  /// Those of a server without FEAT.
  public static final Capabilities NONE = new Capabilities(Map.of());

  public Capabilities {
    features = Map.copyOf(features);
  }

  /// The features of the lines of a reply to FEAT: those between the first and the last.
  public static Capabilities of(List<String> lines) {
    var features = new HashMap<String, String>();
    for (String line : lines.subList(Math.min(1, lines.size()), Math.max(1, lines.size() - 1))) {
      String feature = line.strip();
      int space = feature.indexOf(' ');
      String word = space < 0 ? feature : feature.substring(0, space);
      String parameters = space < 0 ? "" : feature.substring(space + 1).strip();
      if (!word.isEmpty()) {
        features.merge(word.toUpperCase(Locale.ROOT), parameters, (a, b) -> a + " " + b);
      }
    }
    return new Capabilities(features);
  }

  /// Whether the server names this feature, in any letter case.
  public boolean has(String feature) {
    return features.containsKey(feature.toUpperCase(Locale.ROOT));
  }

  /// What the server says behind the word of the feature.
  public Optional<String> parameters(String feature) {
    return Optional.ofNullable(features.get(feature.toUpperCase(Locale.ROOT)));
  }
}
