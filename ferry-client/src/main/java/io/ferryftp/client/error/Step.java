package io.ferryftp.client.error;

/// Where an operation was when it failed.
public enum Step {
  RESOLVE("resolving the name"),
  CONNECT("connecting"),
  GREETING("waiting for the greeting"),
  TLS("securing the connection"),
  LOGIN("logging in"),
  COMMAND("sending a command"),
  DATA_CONNECTION("opening the data connection"),
  TRANSFER("transferring"),
  VERIFICATION("checking what was transferred"),
  LOCAL_FILE("using a local file");

  private final String words;

  Step(String words) {
    this.words = words;
  }

  /// The step in words, as in "failed while connecting".
  public String words() {
    return words;
  }
}
