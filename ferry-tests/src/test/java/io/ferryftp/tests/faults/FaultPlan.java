package io.ferryftp.tests.faults;

import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Which call fails, and how: the n-th of a layer, counted from the moment the plan is armed.
final class FaultPlan {
  /// Whose calls are counted.
  enum Layer {
    STORAGE,
    CONTROL,
    DATA,
    EVENTS,
    ACCOUNTS,
    SITE
  }

  /// What a call can do to who calls it.
  enum Call {
    /// It may fail in the ways that its signature announces.
    FALLIBLE,
    /// It can fail by a defect only.
    PLAIN,
    /// It asks for a connection that may or may not be there.
    ATTEMPT
  }

  private final Map<Layer, Runnable> resets = new EnumMap<>(Layer.class);
  private Layer layer = Layer.STORAGE;
  private Fault fault = Fault.IO_EXCEPTION;
  private boolean armed;
  private int left;
  private String struck = "";

  /// From now on the n-th call of a layer fails, once.
  synchronized void arm(Layer which, int n, Fault how) {
    layer = which;
    fault = how;
    left = n;
    armed = true;
    struck = "";
  }

  /// From now on nothing fails.
  synchronized void disarm() {
    armed = false;
  }

  /// The call that failed; empty if none has.
  synchronized Optional<String> struck() {
    return struck.isEmpty() ? Optional.empty() : Optional.of(struck);
  }

  synchronized Layer layer() {
    return layer;
  }

  synchronized Fault fault() {
    return fault;
  }

  /// Whether calls of this layer do a part only of what they are asked for.
  synchronized boolean shortens(Layer which) {
    return armed && fault == Fault.SHORT && layer == which;
  }

  /// How the peer of this layer resets its connection.
  synchronized void onReset(Layer which, Runnable reset) {
    resets.put(which, reset);
  }

  /// Counts a call; the fault if it is the one that fails. A reset by the peer has happened then.
  Optional<Fault> strike(Layer which, String name, Call call) {
    Runnable reset;
    synchronized (this) {
      if (!armed || which != layer || !concerns(call) || --left != 0) {
        return Optional.empty();
      }
      struck = name;
      if (fault != Fault.RESET) {
        return Optional.of(fault);
      }
      reset = resets.getOrDefault(which, () -> {});
    }
    reset.run();
    return Optional.of(Fault.RESET);
  }

  private boolean concerns(Call call) {
    return switch (call) {
      case FALLIBLE -> fault != Fault.SHORT && fault != Fault.NO_DESCRIPTOR;
      case PLAIN -> fault.isDefect();
      case ATTEMPT -> fault == Fault.NO_DESCRIPTOR;
    };
  }

  /// Counts a call, and throws if it is the one that fails.
  void pass(Layer which, String name) throws IOException {
    Optional<Fault> hit = strike(which, name, Call.FALLIBLE);
    if (hit.isPresent()) {
      throw hit.get().raise(name);
    }
  }

  /// The same for a call that may throw nothing by its signature.
  void passPlain(Layer which, String name) {
    strike(which, name, Call.PLAIN).ifPresent(hit -> hit.raiseDefect(name));
  }
}
