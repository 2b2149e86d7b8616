package io.ferryftp.testkit.script;

import io.ferryftp.protocol.tls.TlsVersion;
import java.net.InetAddress;
import java.time.Duration;
import java.util.regex.Matcher;

/// Something that goes wrong on purpose. Those of a data connection stand before the `D>` lines
/// that they spoil, those of a data port before the reply that names it, and those of the control
/// connection where they happen.
///
/// | written behind `!>` | what happens |
/// |---|---|
/// | `cut data after N` | N octets go over the data connection, then it ends in good order |
/// | `reset data after N` | N octets go over it, then it is reset |
/// | `stall data after N` | N octets go over it, then none, until the peer gives up |
/// | `drip data N every D ms` | the data go N octets at a time, D milliseconds apart |
/// | `late data D ms` | the data connection is accepted or opened D milliseconds later |
/// | `hold data` | it stays open over the lines that follow, up to the next `D>` |
/// | `offer data` | the peer may refuse its TLS or end it before all `D>` lines |
/// | `refuse data` | connections to the port of the next reply are refused |
/// | `hang data` | connections to the port of the next reply come to nothing, without an answer |
/// | `wrong address A` | `{hostport}` and `{address}` of the next reply name A |
/// | `stranger from A` | before the real one, A connects to the peer's active data port |
/// | `pause D ms` | nothing for D milliseconds |
/// | `stall control` | nothing, until the peer has closed the control connection |
/// | `drip control N every D ms` | from now on lines go N octets at a time |
/// | `close control` | the control connection ends in good order |
/// | `reset control` | the control connection is reset |
/// | `tls` | the control connection goes on in TLS: behind the reply to AUTH, or first of all |
/// | `offer tls` | the same, and the peer may refuse it: no difference, but the end |
/// | `tls version V` | TLS is spoken in this version only, 1.2 or 1.3 |
/// | `certificate K` | handshakes that follow show this [CertificateKind], such as `expired` |
/// | `data tls`, `data clear` | data connections from here on are protected, or not |
/// | `cut handshake` | the next handshake ends with the connection, behind a first flight |
/// | `clear handshake` | the next handshake is answered by `220 ready` in clear, and the end |
/// | `refuse resumption` | data connections from here on resume no session |
/// | `demand resumption` | data connections from here on that resume no session are a difference |
/// | `no close_notify` | the next data connection ends without TLS's own end |
/// | `octets behind close_notify` | behind its end, something else goes over the next one |
///
/// A data port where nobody accepts is one without `D>` lines. Octets that are no line are an `S>`
/// line that ends in `\`. The peer gives up on data by ending the data connection, by a word on the
/// control connection, or by closing that. Over TLS an end of the peer's data without
/// `close_notify` is a difference.
public sealed interface Mishap {
  /// The data connection ends early in good order.
  ///
  /// @param octets that go over it before, 0 or more
  record CutData(long octets) implements Mishap {}

  /// The data connection is reset.
  ///
  /// @param octets that go over it before, 0 or more
  record ResetData(long octets) implements Mishap {}

  /// The data connection stays open and dead until the peer gives up.
  ///
  /// @param octets that go over it before, 0 or more
  record StallData(long octets) implements Mishap {}

  /// The data trickle.
  ///
  /// @param octets at a time, 1 or more
  /// @param every the time between
  record DripData(int octets, Duration every) implements Mishap {}

  /// The data connection comes late.
  record LateData(Duration delay) implements Mishap {}

  /// What happens as a whole, without a number.
  enum Plain implements Mishap {
    /// The data connection stays open.
    HOLD_DATA("hold data"),
    /// The peer need not take all data.
    OFFER_DATA("offer data"),
    /// Nobody listens at the data port.
    REFUSE_DATA("refuse data"),
    /// The data port does not answer.
    HANG_DATA("hang data"),
    /// The control connection stays open and dead until the peer closes it.
    STALL_CONTROL("stall control"),
    /// The control connection ends in good order.
    CLOSE_CONTROL("close control"),
    /// The control connection is reset.
    RESET_CONTROL("reset control");

    private final String words;

    Plain(String words) {
      this.words = words;
    }
  }

  /// A reply names an address that is not the server's.
  record WrongAddress(InetAddress address) implements Mishap {}

  /// Somebody else connects to the active data port first.
  ///
  /// @param from an address of this machine, such as 127.0.0.2
  record Stranger(InetAddress from) implements Mishap {}

  /// Nothing happens for a while.
  record Pause(Duration time) implements Mishap {}

  /// The lines trickle.
  ///
  /// @param octets at a time, 1 or more
  /// @param every the time between
  record DripControl(int octets, Duration every) implements Mishap {}

  /// What concerns TLS, without more words.
  enum Protection implements Mishap {
    /// The control connection goes on in TLS.
    TLS("tls"),
    /// The same, if the peer wants it too.
    OFFER_TLS("offer tls"),
    /// Data connections are protected from here on.
    DATA_TLS("data tls"),
    /// Data connections are in clear from here on.
    DATA_CLEAR("data clear"),
    /// The next handshake ends early.
    CUT_HANDSHAKE("cut handshake"),
    /// The next handshake is answered in clear text.
    CLEAR_HANDSHAKE("clear handshake"),
    /// No data connection resumes a session.
    REFUSE_RESUMPTION("refuse resumption"),
    /// Each data connection has to resume a session.
    DEMAND_RESUMPTION("demand resumption"),
    /// The next data connection is cut.
    NO_CLOSE_NOTIFY("no close_notify"),
    /// The next data connection goes on behind its end.
    OCTETS_BEHIND_CLOSE_NOTIFY("octets behind close_notify");

    private final String words;

    Protection(String words) {
      this.words = words;
    }
  }

  /// TLS in one version.
  record ProtectionVersion(TlsVersion version) implements Mishap {}

  /// Another certificate from here on.
  record Certificate(CertificateKind kind) implements Mishap {}

  /// Reads what stands behind `!> `; the inverse of [#format].
  ///
  /// @throws IllegalArgumentException if there is no such mishap
  static Mishap parse(String text) {
    for (Plain plain : Plain.values()) {
      if (plain.words.equals(text)) {
        return plain;
      }
    }
    for (Protection protection : Protection.values()) {
      if (protection.words.equals(text)) {
        return protection;
      }
    }
    for (MishapForm form : MishapForm.ALL) {
      Matcher matcher = form.pattern().matcher(text);
      if (matcher.matches()) {
        return form.maker().apply(matcher);
      }
    }
    throw new IllegalArgumentException("there is no mishap \"" + text + "\"");
  }

  /// The mishap as it is written.
  default String format() {
    return switch (this) {
      case CutData(long octets) -> "cut data after " + octets;
      case ResetData(long octets) -> "reset data after " + octets;
      case StallData(long octets) -> "stall data after " + octets;
      case DripData(int octets, Duration every) ->
          "drip data " + octets + " every " + every.toMillis() + " ms";
      case LateData(Duration delay) -> "late data " + delay.toMillis() + " ms";
      case Plain plain -> plain.words;
      case Protection protection -> protection.words;
      case ProtectionVersion(TlsVersion version) -> "tls version " + MishapForm.number(version);
      case Certificate(CertificateKind kind) -> "certificate " + kind.words();
      case WrongAddress(InetAddress address) -> "wrong address " + address.getHostAddress();
      case Stranger(InetAddress from) -> "stranger from " + from.getHostAddress();
      case Pause(Duration time) -> "pause " + time.toMillis() + " ms";
      case DripControl(int octets, Duration every) ->
          "drip control " + octets + " every " + every.toMillis() + " ms";
    };
  }
}
