package io.ferryftp.tests.harness;

import java.util.List;

/// File names that have broken servers and clients before.
public final class FileNames {
  /// Names of which every client and server has to be capable.
  public static final List<String> ALL =
      List.of(
          "two words",
          "Übergrößenträger.txt",
          "报告 二〇二六.txt",
          "say \"hi\"",
          "it's",
          "-dash",
          " leading",
          "trailing ",
          "semi;colon & percent%20",
          "#hash [brackets]");

  private FileNames() {}
}
