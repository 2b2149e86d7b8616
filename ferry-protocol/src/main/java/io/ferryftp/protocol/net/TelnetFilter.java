package io.ferryftp.protocol.net;

import java.util.Arrays;

/// Takes Telnet's commands out of the octets of a control connection (RFC 959 §4.1, RFC 854), one
/// octet at a time, so that it does not matter how they arrive.
///
/// `IAC IAC` is the octet 255; other commands, negotiations with their option and whole
/// subnegotiations vanish, and nothing is ever answered: an option that nobody agrees to stays off.
/// An IAC in front of an octet that is no command is the octet 255 itself, which somebody has not
/// doubled ([#wasUndoubled]): without it a name would silently become another one. In front of a
/// line, where no name is, such an IAC vanishes, and `IP` and `DM` do without theirs: BSD ftp sends
/// `IAC IP IAC` urgently before `DM ABOR`, and an urgent octet can get lost on the way.
final class TelnetFilter {
  /// What [#accept] gives for an octet that is not data.
  static final int NOTHING = -1;

  private static final int IAC = 0xFF;
  private static final int WILL = 0xFB;
  private static final int DONT = 0xFE;
  private static final int SUBNEGOTIATION = 0xFA;
  private static final int INTERRUPT = 0xF4;
  private static final int DATA_MARK = 0xF2;
  private static final int SUBNEGOTIATION_END = 0xF0;

  private enum State {
    DATA,
    COMMAND,
    OPTION,
    SUB,
    SUB_COMMAND
  }

  private State state = State.DATA;
  private boolean lineStart = true;
  private boolean undoubled;

  /// Takes the next octet; gives it, 0 to 255, if it is data, else [#NOTHING].
  int accept(byte next) {
    int octet = next & 0xFF;
    undoubled = false;
    return switch (state) {
      case DATA -> octet == IAC ? enter(State.COMMAND) : data(octet);
      case COMMAND -> command(octet);
      case OPTION -> enter(State.DATA);
      case SUB -> enter(octet == IAC ? State.SUB_COMMAND : State.SUB);
      case SUB_COMMAND -> enter(octet == SUBNEGOTIATION_END ? State.DATA : State.SUB);
    };
  }

  /// Whether the octet 255 comes right before what [#accept] has just given.
  boolean wasUndoubled() {
    return undoubled;
  }

  /// The octets so that [#accept] gives exactly them: 255 is doubled.
  static byte[] escape(byte[] octets) {
    int marks = 0;
    for (byte octet : octets) {
      marks += octet == (byte) IAC ? 1 : 0;
    }
    if (marks == 0) {
      return octets;
    }
    byte[] out = Arrays.copyOf(octets, octets.length + marks);
    int end = 0;
    for (byte octet : octets) {
      out[end++] = octet;
      if (octet == (byte) IAC) {
        out[end++] = octet;
      }
    }
    return out;
  }

  private int command(int octet) {
    if (octet >= WILL && octet <= DONT) {
      return enter(State.OPTION);
    }
    if (octet == SUBNEGOTIATION) {
      return enter(State.SUB);
    }
    state = State.DATA;
    if (octet == IAC) {
      lineStart = false;
      return octet;
    }
    if (octet >= SUBNEGOTIATION_END) {
      return NOTHING;
    }
    undoubled = !lineStart;
    return data(octet);
  }

  private int data(int octet) {
    if (lineStart && (octet == DATA_MARK || octet == INTERRUPT)) {
      return NOTHING;
    }
    lineStart = octet == '\n';
    return octet;
  }

  private int enter(State next) {
    state = next;
    return NOTHING;
  }
}
