package io.ferryftp.testkit.script;

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
/// | `offer data` | the peer may end it before all `D>` lines went: no difference |
/// | `refuse data` | connections to the port of the next reply are refused |
/// | `hang data` | connections to the port of the next reply come to nothing, without an answer |
/// | `wrong address A` | `{hostport}` and `{address}` of the next reply name A |
/// | `stranger from A` | before the real one, A connects to the peer's active data port |
/// | `pause D ms` | nothing for D milliseconds |
/// | `stall control` | nothing, until the peer has closed the control connection |
/// | `drip control N every D ms` | from now on lines go N octets at a time |
/// | `close control` | the control connection ends in good order |
/// | `reset control` | the control connection is reset |
///
/// A data port where nobody accepts is one without `D>` lines. Octets that are no line are an `S>`
/// line that ends in `\`. The peer gives up on data by ending the data connection, by a word on the
/// control connection, or by closing that.
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

  /// Reads what stands behind `!> `; the inverse of [#format].
  ///
  /// @throws IllegalArgumentException if there is no such mishap
  static Mishap parse(String text) {
    for (Plain plain : Plain.values()) {
      if (plain.words.equals(text)) {
        return plain;
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
      case WrongAddress(InetAddress address) -> "wrong address " + address.getHostAddress();
      case Stranger(InetAddress from) -> "stranger from " + from.getHostAddress();
      case Pause(Duration time) -> "pause " + time.toMillis() + " ms";
      case DripControl(int octets, Duration every) ->
          "drip control " + octets + " every " + every.toMillis() + " ms";
    };
  }
}
