package io.ferryftp.cli;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// The one line on standard output: what a script waits for before it connects.
record ReadyLine(InetSocketAddress control, List<Integer> passivePorts, long pid) {
  /// `ready control=HOST:PORT passive=A-B pid=N`.
  String plain() {
    return "ready control=%s passive=%s pid=%d"
        .formatted(HostText.of(control), PassivePortsOption.text(passivePorts), pid);
  }

  /// The same as one JSON object.
  String json() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("event", "ready");
    fields.put("control", HostText.of(control));
    fields.put("passive", PassivePortsOption.text(passivePorts));
    fields.put("pid", pid);
    return JsonMapper.shared().writeValueAsString(fields);
  }
}
