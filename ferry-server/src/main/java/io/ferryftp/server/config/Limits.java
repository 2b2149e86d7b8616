package io.ferryftp.server.config;

import java.time.Duration;

/// Every limit of a server, by name. All are per session unless said otherwise.
///
/// To change some, start from [#DEFAULT] with [#toBuilder]: a later version may have more limits,
/// and then the constructor has more parameters, while the builder stays as it is.
///
/// @param lineOctets of one command line, with its line end
/// @param loginTime from connection to login
/// @param idleTime without a command and without activity on a data connection
/// @param handshakeTime of TLS, on the control connection and on each data connection
/// @param dataConnectTime for a data connection to come about, either way
/// @param stallTime without progress of a transfer or of a reply that the peer does not take
/// @param passiveWait of a PASV for a port, when its address has an expectation on every port
/// @param passiveRest of a port whose expectation ended unused, for other sessions of that address
/// @param refusalsBeforeLogin that are answered before the session is closed
/// @param unrecognisedInARow of 500 replies after login before the session is closed
/// @param passwordAttempts of which the last one ends the session
/// @param sortedEntries of a directory that LIST sorts; larger ones are sent in directory order
/// @param recursionDepth of `LIST -R` and `NLST -R`
/// @param recursionEntries of one `LIST -R` or `NLST -R`
/// @param asciiSizeOctets of a file whose SIZE is counted in type A
/// @param digests that the whole server makes at the same time (HASH, XCRC …); further ones get 450
/// @param copies that the whole server makes at the same time (SITE COPY); further ones get 450
/// @param inflatedOctets that an upload in mode Z may become, however small it is on the wire
/// @param inflatedOctetsEach that every octet of it may become on the average, beyond that
/// @param sessions of the whole server; further connections get 421
public record Limits(
    int lineOctets,
    Duration loginTime,
    Duration idleTime,
    Duration handshakeTime,
    Duration dataConnectTime,
    Duration stallTime,
    Duration passiveWait,
    Duration passiveRest,
    int refusalsBeforeLogin,
    int unrecognisedInARow,
    int passwordAttempts,
    int sortedEntries,
    int recursionDepth,
    int recursionEntries,
    long asciiSizeOctets,
    int digests,
    int copies,
    long inflatedOctets,
    int inflatedOctetsEach,
    int sessions) {
  /// The limits that Ferry ships with.
  public static final Limits DEFAULT =
      new Limits(
          4096,
          Duration.ofSeconds(60),
          Duration.ofMinutes(5),
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofMinutes(2),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30),
          10,
          50,
          3,
          10_000,
          32,
          100_000,
          64L << 20,
          Math.max(1, Runtime.getRuntime().availableProcessors() / 2),
          8,
          256L << 20,
          100,
          15_000);

  /// A builder that starts from these limits.
  public Builder toBuilder() {
    return new Builder(this);
  }

  /// Limits in the making; every setter is named after the limit that it sets.
  public static final class Builder {
    private int lineOctets;
    private Duration loginTime;
    private Duration idleTime;
    private Duration handshakeTime;
    private Duration dataConnectTime;
    private Duration stallTime;
    private Duration passiveWait;
    private Duration passiveRest;
    private int refusalsBeforeLogin;
    private int unrecognisedInARow;
    private int passwordAttempts;
    private int sortedEntries;
    private int recursionDepth;
    private int recursionEntries;
    private long asciiSizeOctets;
    private int digests;
    private int copies;
    private long inflatedOctets;
    private int inflatedOctetsEach;
    private int sessions;

    private Builder(Limits from) {
      lineOctets = from.lineOctets;
      loginTime = from.loginTime;
      idleTime = from.idleTime;
      handshakeTime = from.handshakeTime;
      dataConnectTime = from.dataConnectTime;
      stallTime = from.stallTime;
      passiveWait = from.passiveWait;
      passiveRest = from.passiveRest;
      refusalsBeforeLogin = from.refusalsBeforeLogin;
      unrecognisedInARow = from.unrecognisedInARow;
      passwordAttempts = from.passwordAttempts;
      sortedEntries = from.sortedEntries;
      recursionDepth = from.recursionDepth;
      recursionEntries = from.recursionEntries;
      asciiSizeOctets = from.asciiSizeOctets;
      digests = from.digests;
      copies = from.copies;
      inflatedOctets = from.inflatedOctets;
      inflatedOctetsEach = from.inflatedOctetsEach;
      sessions = from.sessions;
    }

    public Builder lineOctets(int octets) {
      lineOctets = octets;
      return this;
    }

    public Builder loginTime(Duration time) {
      loginTime = time;
      return this;
    }

    public Builder idleTime(Duration time) {
      idleTime = time;
      return this;
    }

    public Builder handshakeTime(Duration time) {
      handshakeTime = time;
      return this;
    }

    public Builder dataConnectTime(Duration time) {
      dataConnectTime = time;
      return this;
    }

    public Builder stallTime(Duration time) {
      stallTime = time;
      return this;
    }

    public Builder passiveWait(Duration time) {
      passiveWait = time;
      return this;
    }

    public Builder passiveRest(Duration time) {
      passiveRest = time;
      return this;
    }

    public Builder refusalsBeforeLogin(int count) {
      refusalsBeforeLogin = count;
      return this;
    }

    public Builder unrecognisedInARow(int count) {
      unrecognisedInARow = count;
      return this;
    }

    public Builder passwordAttempts(int count) {
      passwordAttempts = count;
      return this;
    }

    public Builder sortedEntries(int count) {
      sortedEntries = count;
      return this;
    }

    public Builder recursionDepth(int count) {
      recursionDepth = count;
      return this;
    }

    public Builder recursionEntries(int count) {
      recursionEntries = count;
      return this;
    }

    public Builder asciiSizeOctets(long octets) {
      asciiSizeOctets = octets;
      return this;
    }

    public Builder digests(int count) {
      digests = count;
      return this;
    }

    public Builder copies(int count) {
      copies = count;
      return this;
    }

    public Builder inflatedOctets(long octets) {
      inflatedOctets = octets;
      return this;
    }

    public Builder inflatedOctetsEach(int octets) {
      inflatedOctetsEach = octets;
      return this;
    }

    public Builder sessions(int count) {
      sessions = count;
      return this;
    }

    /// The limits as they are now; the builder can go on.
    public Limits build() {
      return new Limits(
          lineOctets,
          loginTime,
          idleTime,
          handshakeTime,
          dataConnectTime,
          stallTime,
          passiveWait,
          passiveRest,
          refusalsBeforeLogin,
          unrecognisedInARow,
          passwordAttempts,
          sortedEntries,
          recursionDepth,
          recursionEntries,
          asciiSizeOctets,
          digests,
          copies,
          inflatedOctets,
          inflatedOctetsEach,
          sessions);
    }
  }
}
