package io.ferryftp.cli;

import io.ferryftp.client.FtpUrl;
import io.ferryftp.client.TransferResult;
import io.ferryftp.client.error.FtpException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/// What became of each URL: failures in one line on standard error, and with `--json` one object a
/// URL on standard output. The names of the fields are a promise.
final class Report {
  private final Format format;
  private final PrintStream out;
  private final ClientView view;
  private ExitCode code = ExitCode.OK;

  /// What standard output carries beside data.
  enum Format {
    HUMAN,
    JSON
  }

  Report(Format format, PrintStream out, ClientView view) {
    this.format = format;
    this.out = out;
    this.view = view;
  }

  /// That of the first failure.
  ExitCode code() {
    return code;
  }

  /// An errand that is done.
  void done(FtpUrl url, Map<String, Object> facts) {
    if (format == Format.JSON && !facts.isEmpty()) {
      var fields = new LinkedHashMap<String, Object>();
      fields.put("url", url.toString());
      fields.put("ok", true);
      fields.putAll(facts);
      object(fields);
    }
  }

  /// An errand that failed.
  ///
  /// @param ending the end of the sentence, such as what is left of it
  void failed(FtpUrl url, FtpException failure, ExitCode as, String ending) {
    if (code == ExitCode.OK) {
      code = as;
    }
    view.fail(url + ": " + failure.failure().sentence() + ending);
    if (format == Format.JSON) {
      var error = new LinkedHashMap<String, Object>();
      error.put("step", failure.step().name().toLowerCase(Locale.ROOT).replace('_', '-'));
      failure.verb().ifPresent(verb -> error.put("verb", verb.name()));
      failure
          .reply()
          .ifPresent(reply -> {
            error.put("reply", reply.number());
            error.put("text", io.ferryftp.protocol.text.WireText.printable(reply.text()));
          });
      error.put("sentence", failure.failure().sentence());
      var fields = new LinkedHashMap<String, Object>();
      fields.put("url", url.toString());
      fields.put("ok", false);
      fields.put("exit", as.number());
      fields.put("error", error);
      object(fields);
    }
  }

  /// One line of JSON.
  void object(Map<String, Object> fields) {
    // Not in a field: most runs are without JSON, and sooner over without its writer.
    out.println(JsonMapper.shared().writeValueAsString(fields));
    out.flush();
  }

  /// The fields of a transfer.
  static Map<String, Object> fields(String file, TransferResult result) {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("file", file);
    fields.put("octets", result.octets());
    fields.put("offset", result.offset());
    fields.put("size", result.size());
    fields.put("seconds", result.duration().toMillis() / 1000.0);
    fields.put("verified", result.verification() == TransferResult.Verification.SIZE_MATCHES);
    return fields;
  }
}
