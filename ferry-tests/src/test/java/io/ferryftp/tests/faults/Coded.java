package io.ferryftp.tests.faults;

import io.ferryftp.tests.coding.WireForm;
import io.ferryftp.tests.faults.Scenario.Script;
import java.io.IOException;
import java.util.Optional;

/// Transfers in other forms than those of type I, structure F and mode S.
final class Coded {
  private Coded() {}

  /// An upload of `/new`, whose data say where they end.
  ///
  /// @param letters of the form, such as `ARB`
  static Script upload(String letters, byte[] local) {
    WireForm form = WireForm.of(letters);
    return visit -> {
      agree(visit, form);
      visit.upload("STOR new", "/new", form.encode(local), Effect.marked(local));
    };
  }

  /// A download of what is on the shelf.
  static Script download(String letters, String name, byte[] local) {
    WireForm form = WireForm.of(letters);
    return visit -> {
      agree(visit, form);
      visit.download("RETR " + name, octets -> decoded(form, octets), local);
    };
  }

  private static void agree(Visit visit, WireForm form) throws IOException {
    for (String command : form.commands()) {
      visit.ask(200, command);
    }
  }

  /// What data mean; empty if they are none of this form, or have no end.
  private static Optional<byte[]> decoded(WireForm form, byte[] octets) {
    try {
      return Optional.of(form.decode(octets));
    } catch (IOException | IndexOutOfBoundsException | AssertionError e) {
      return Optional.empty();
    }
  }
}
