package io.ferryftp.tests.torture;

import java.io.IOException;

/// What a client does to its connections without a word of FTP.
final class Acts {
  private static final String ELSEWHERE = "127.0.0.2";

  private Acts() {}

  /// Does what the words of the table say.
  static void act(String what, Talk talk, DataSide data) throws IOException {
    switch (what) {
      case "connect" -> data.connect();
      case "connect again" -> data.connectAgain();
      case "connect from elsewhere" -> data.connectFrom(ELSEWHERE);
      case "data end" -> data.end();
      case "data half-close" -> data.endOutput();
      case "data reset" -> data.reset();
      case "data forget" -> data.forget();
      case "half-close" -> talk.control().shutdownOutput();
      case "close" -> talk.control().close();
      case "reset" -> {
        talk.control().setSoLinger(true, 0);
        talk.control().close();
      }
      case "tls" -> talk.protect("");
      case "renegotiate" -> talk.renegotiate();
      case "close_notify" -> talk.endTls();
      case "clear" -> talk.goOnInClear();
      default -> withWords(what, talk, data);
    }
  }

  private static void withWords(String what, Talk talk, DataSide data) throws IOException {
    String[] words = what.split(" ", -1);
    if (what.startsWith("tls ")) {
      talk.protect(what.substring(4));
    } else if (what.startsWith("data take ")) {
      data.take(Integer.parseInt(words[2]));
    } else if (what.startsWith("urgent ")) {
      talk.control().sendUrgentData(Integer.parseInt(words[1], 16));
    } else {
      throw new IllegalArgumentException("what is \"" + what + "\"?");
    }
  }
}
