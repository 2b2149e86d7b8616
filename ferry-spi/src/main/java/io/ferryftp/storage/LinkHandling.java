package io.ferryftp.storage;

/// Whether an operation looks through a link in the last name of a path. Links in the other names
/// are looked through always, if storage allows links at all.
public enum LinkHandling {
  /// Look at what the link points to.
  FOLLOW,
  /// Look at the link itself.
  ITSELF
}
