package io.ferryftp.account;

import io.ferryftp.protocol.text.LegacyCharset;
import java.util.LinkedHashSet;
import java.util.Set;

/// Somebody who has proved who they are.
///
/// @param name as logged in, not empty
/// @param home where their files are, in words that only the [io.ferryftp.storage.Storage] reads
/// @param permissions what they may do
/// @param concessions what is forgiven them
/// @param legacyCharset what their clients write names in that do not write UTF-8
public record Account(
    String name,
    String home,
    Set<Permission> permissions,
    Set<Concession> concessions,
    LegacyCharset legacyCharset) {
  /// The names under which people have asked for public files since RFC 1635.
  public static final Set<String> ANONYMOUS_NAMES = Set.of("anonymous", "ftp");

  public Account {
    if (name.isEmpty()) {
      throw new IllegalArgumentException("an account needs a name");
    }
    permissions = Set.copyOf(permissions);
    concessions = Set.copyOf(concessions);
  }

  /// Somebody whose old clients come from western Windows.
  public Account(
      String name, String home, Set<Permission> permissions, Set<Concession> concessions) {
    this(name, home, permissions, concessions, LegacyCharset.WINDOWS_1252);
  }

  /// Somebody who is forgiven nothing.
  public Account(String name, String home, Set<Permission> permissions) {
    this(name, home, permissions, Set.of());
  }

  /// Whether this is nobody in particular.
  public boolean isAnonymous() {
    return ANONYMOUS_NAMES.contains(name);
  }

  /// Whether this is forgiven them.
  public boolean has(Concession concession) {
    return concessions.contains(concession);
  }

  /// The same, who is forgiven this too.
  public Account with(Concession concession) {
    var more = new LinkedHashSet<>(concessions);
    more.add(concession);
    return new Account(name, home, permissions, more, legacyCharset);
  }

  /// The same with old clients of another place.
  public Account with(LegacyCharset charset) {
    return new Account(name, home, permissions, concessions, charset);
  }
}
