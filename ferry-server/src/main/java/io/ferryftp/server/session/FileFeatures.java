package io.ferryftp.server.session;

import io.ferryftp.protocol.data.DigestAlgorithm;
import io.ferryftp.protocol.file.Fact;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// The lines of FEAT about files that depend on the session and its storage.
final class FileFeatures {
  /// What a stranger is told, whose storage is not known yet.
  private static final Set<Fact> USUALLY_SETTABLE = EnumSet.of(Fact.MODIFY, Fact.UNIX_MODE);

  private FileFeatures() {}

  static List<String> of(Session session) {
    Set<Fact> settable =
        session.login().map(login -> login.files().settable()).orElse(USUALLY_SETTABLE);
    var lines = new ArrayList<String>();
    lines.add(hash(session.digest()));
    if (settable.contains(Fact.CREATE)) {
      lines.add("MFCT");
    }
    var facts = new StringBuilder("MFF ");
    settable.stream().sorted().forEach(fact -> facts.append(fact.word()).append(';'));
    lines.add(facts.toString());
    return lines;
  }

  /// The algorithm in use has an asterisk.
  private static String hash(DigestAlgorithm current) {
    var words = new ArrayList<String>();
    for (DigestAlgorithm algorithm : DigestAlgorithm.values()) {
      words.add(algorithm.word() + (algorithm == current ? "*" : ""));
    }
    return "HASH " + String.join(";", words);
  }
}
