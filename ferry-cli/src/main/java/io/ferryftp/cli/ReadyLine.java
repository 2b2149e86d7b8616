package io.ferryftp.cli;

import java.net.InetSocketAddress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/// The one line on standard output: what a script waits for before it connects.
///
/// @param implicit where connections come in that begin with TLS
record ReadyLine(
    InetSocketAddress control,
    Optional<InetSocketAddress> implicit,
    List<Integer> passivePorts,
    long pid) {
  /// `ready control=HOST:PORT passive=A-B pid=N`, and ` implicit=HOST:PORT` behind it if there is
  /// such a port.
  String plain() {
    // Without a format: the digits of a locale are read slowly, and may be others than these.
    return "ready control="
        + HostText.of(control)
        + " passive="
        + PassivePortsOption.text(passivePorts)
        + " pid="
        + pid
        + implicit.map(address -> " implicit=" + HostText.of(address)).orElse("");
  }

  /// The same as one JSON object.
  String json() {
    var fields = new LinkedHashMap<String, Object>();
    fields.put("event", "ready");
    fields.put("control", HostText.of(control));
    fields.put("passive", PassivePortsOption.text(passivePorts));
    fields.put("pid", pid);
    implicit.ifPresent(address -> fields.put("implicit", HostText.of(address)));
    return JsonMapper.shared().writeValueAsString(fields);
  }
}
