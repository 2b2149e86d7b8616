package io.ferryftp.tests.torture;

import java.util.List;

/// One line of a row.
sealed interface Step {
  /// Sends octets over the control connection, in one piece.
  ///
  /// @param octets a template, see [Octets]
  record Send(Amount times, String octets) implements Step {}

  /// Hears replies.
  ///
  /// @param noted whether they are what the row is about
  record Hear(Amount times, Expected expected, boolean noted) implements Step {}

  /// Sends octets over the data connection.
  record Give(Amount times, String octets) implements Step {}

  /// Reads the data connection to its end, which has to give just this.
  record Take(String octets) implements Step {}

  /// Does something to a connection; [Talk] knows the words.
  record Act(String what) implements Step {}

  /// Goes on as another client, who connects if he is new.
  record As(String client) implements Step {}

  /// Does this again and again.
  record Loop(Amount times, boolean atOnce, List<Step> body) implements Step {
    public Loop {
      body = List.copyOf(body);
    }
  }
}
