package io.ferryftp.protocol.net;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TelnetFilterTest {
  @ParameterizedTest
  @CsvSource({
    "NOOP~,NOOP~",
    "<FF><F4><FF><F2>ABOR~,ABOR~",
    "<FF><F4><F2>ABOR~,ABOR~",
    "<F4><FF><F2>ABOR~,ABOR~",
    "<F2>ABOR~,ABOR~",
    "<F4><F2>ABOR~,ABOR~",
    "NOOP~<F2>ABOR~,NOOP~ABOR~",
    "<FF>ABOR~,ABOR~",
    "a<FF><FF>b~,a<FF>b~",
    "<FF><FB><01><FF><FD><03>NOOP~,NOOP~",
    "<FF><FC>~NOOP~,NOOP~",
    "a<FF><FA><18>x~<FF><FF>y<FF><F0>b~,ab~",
    "a<FF><F1>b~,ab~",
    "a<FF>~b~,a<FF>~b~",
    "DELE <FF>foo~,DELE <FF>foo~",
    "DELE f<FF><EF>~,DELE f<FF><EF>~",
    "DELE f<FF><FF><FF>o~,DELE f<FF><FF>o~",
    "x<F2><F4>~,x<F2><F4>~",
    "<F0><9F><98><80>~,<F0><9F><98><80>~",
  })
  void commandsVanishAndDataStays(String wire, String data) {
    assertThat(shown(filtered(octets(wire)))).isEqualTo(data);
  }

  @Test
  void whatIsEscapedComesBack() {
    for (int first = 0; first < 256; first++) {
      for (int second = 0; second < 256; second++) {
        // A line begins with its verb: in front of it IP and DM have no meaning of their own.
        byte[] octets = {'R', (byte) first, (byte) second, 'x'};
        if (first != '\n') {
          assertThat(filtered(TelnetFilter.escape(octets))).isEqualTo(octets);
        }
      }
    }
  }

  private static byte[] filtered(byte[] wire) {
    var filter = new TelnetFilter();
    var data = new ByteArrayOutputStream();
    for (byte octet : wire) {
      int next = filter.accept(octet);
      if (filter.wasUndoubled()) {
        data.write(0xFF);
      }
      if (next != TelnetFilter.NOTHING) {
        data.write(next);
      }
    }
    return data.toByteArray();
  }

  /// `<FF>` is an octet in hexadecimal and `~` is LF, so that a table can be read.
  static byte[] octets(String shown) {
    var out = new ByteArrayOutputStream();
    for (int i = 0; i < shown.length(); i++) {
      char c = shown.charAt(i);
      if (c == '<') {
        out.write(Integer.parseInt(shown.substring(i + 1, i + 3), 16));
        i += 3;
      } else {
        out.write(c == '~' ? '\n' : c);
      }
    }
    return out.toByteArray();
  }

  private static String shown(byte[] octets) {
    var out = new StringBuilder();
    for (char c : new String(octets, StandardCharsets.ISO_8859_1).toCharArray()) {
      if (c >= 0x80) {
        out.append('<')
            .append(Integer.toHexString(c).toUpperCase(java.util.Locale.ROOT))
            .append('>');
      } else {
        out.append(c == '\n' ? '~' : c);
      }
    }
    return out.toString();
  }
}
