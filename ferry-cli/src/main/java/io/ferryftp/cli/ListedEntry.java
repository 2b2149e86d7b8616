package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.text.WireText;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// One entry of a listing as the fields of a JSON object, whose names are a promise. What the
/// server does not tell is not there.
final class ListedEntry {
  private ListedEntry() {}

  /// An entry of the directory with this URL.
  static Map<String, Object> in(FtpUrl directory, RemoteFile file) {
    var fields = named(file.name());
    boolean oneName =
        !file.name().isEmpty() && file.name().chars().noneMatch(c -> "/\0\r\n".indexOf(c) >= 0);
    if (oneName) { // A name with a line end has no URL.
      fields.put("url", directory.resolve(file.name()).toString());
    }
    facts(fields, file);
    return fields;
  }

  /// The file with this URL.
  static Map<String, Object> at(FtpUrl url, RemoteFile file) {
    var fields = named(file.name());
    fields.put("url", url.toString());
    facts(fields, file);
    return fields;
  }

  /// An entry of which only the name is known.
  static Map<String, Object> named(String name) {
    var fields = new LinkedHashMap<String, Object>();
    text(fields, "name", name);
    return fields;
  }

  private static void facts(Map<String, Object> fields, RemoteFile file) {
    fields.put("type", file.type().name().toLowerCase(Locale.ROOT));
    file.size().ifPresent(size -> fields.put("size", size));
    file.modified()
        .ifPresent(modified -> {
          fields.put("modified", modified.time().toString());
          fields.put("precision", modified.precision().name().toLowerCase(Locale.ROOT));
        });
    file.mode().ifPresent(mode -> fields.put("mode", String.format(Locale.ROOT, "%04o", mode)));
    file.linkTarget().ifPresent(target -> text(fields, "target", target));
  }

  // JSON is Unicode: octets that are none are shown, and added exactly.
  private static void text(Map<String, Object> fields, String field, String text) {
    if (WireText.isUnicode(text)) {
      fields.put(field, text);
    } else {
      fields.put(field, WireText.printable(text));
      fields.put(field + "Octets", HexFormat.of().formatHex(WireText.encode(text)));
    }
  }
}
