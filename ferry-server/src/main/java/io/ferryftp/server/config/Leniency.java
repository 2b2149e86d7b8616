package io.ferryftp.server.config;

/// Something that a client does which FTP does not know, and what Ferry makes of it where a
/// [DeviceProfile] says so.
public enum Leniency {
  /// A TYPE that there is not is taken as `TYPE I`.
  ODD_TYPE("a TYPE that does not exist or is bare is taken as I"),
  /// A MODE or STRU that there is not is answered 200, and changes nothing.
  ODD_MODE("a MODE or STRU that does not exist or is bare is answered 200 and changes nothing"),
  /// A SITE that there is not is answered 200, and does nothing.
  ODD_SITE("a SITE command that does not exist is answered 200 and does nothing"),
  /// CWD before login is answered 250, and is done after the login if it can be.
  DIRECTORY_BEFORE_LOGIN("CWD before login is answered 250; all are carried out after it"),
  /// Names are in the account's legacy charset from login on, until `OPTS UTF8 ON`.
  LEGACY_NAMES("names are in the legacy charset from login on"),
  /// `OPTS UTF8 ON` is answered 504, and FEAT does not offer UTF8: the client asks for it, and then
  /// shows names in its own character set.
  UTF8_REFUSED("UTF8 is not offered, and OPTS UTF8 ON is answered 504"),
  /// As [io.ferryftp.account.Concession#UPLOAD_WITHOUT_CLOSE_NOTIFY].
  UPLOAD_WITHOUT_CLOSE_NOTIFY("a protected upload counts as whole without close_notify") {
    @Override
    public boolean isHarmless() {
      return false;
    }
  };

  private final String meaning;

  Leniency(String meaning) {
    this.meaning = meaning;
  }

  /// What is done, for people.
  public String meaning() {
    return meaning;
  }

  /// Whether a client may have it for the asking; else only the operator can give it.
  public boolean isHarmless() {
    return true;
  }
}
