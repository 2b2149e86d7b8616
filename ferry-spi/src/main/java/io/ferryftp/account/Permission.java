package io.ferryftp.account;

import java.util.EnumSet;
import java.util.Set;

/// One thing that an account may do with its tree.
public enum Permission {
  /// See directories and facts.
  LIST,
  /// Read files.
  READ,
  /// Make files, and replace or change their content.
  WRITE,
  /// Remove files and directories.
  DELETE,
  /// Rename files and directories.
  RENAME,
  /// Make directories.
  CREATE_DIRECTORY,
  /// Change time stamps and permission bits.
  AMEND;

  /// Everything.
  public static final Set<Permission> ALL = Set.copyOf(EnumSet.allOf(Permission.class));

  /// Look and fetch, change nothing.
  public static final Set<Permission> READ_ONLY = Set.of(LIST, READ);
}
