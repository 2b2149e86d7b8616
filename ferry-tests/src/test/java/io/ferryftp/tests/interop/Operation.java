package io.ferryftp.tests.interop;

/// What a client is asked to do in one cell of the table.
enum Operation {
  LIST("list"),
  GET("get"),
  PUT("put"),
  RESUME_GET("resume get"),
  RESUME_PUT("resume put"),
  DELETE("delete"),
  RENAME("rename"),
  MAKE_DIRECTORY("mkdir"),
  REMOVE_DIRECTORY("rmdir"),
  READ_TIME("read time"),
  SET_TIME("set time"),
  BLANK_NAME("blanks", "two  words"),
  UTF8_NAME("UTF-8", "Übergröße 报告"),
  QUOTE_NAME("quotes", "say \"hi\", it's"),
  DASH_NAME("-dash", "-dash");

  private final String word;
  private final String name;

  Operation(String word) {
    this(word, "");
  }

  Operation(String word, String name) {
    this.word = word;
    this.name = name;
  }

  /// The head of its column.
  String word() {
    return word;
  }

  /// The file name that is moved to the server, listed and fetched; empty for operations that are
  /// not about names.
  String fileName() {
    return name;
  }

  /// Whether it may be done without any data connection.
  boolean isWithoutData() {
    return switch (this) {
      case DELETE, RENAME, MAKE_DIRECTORY, REMOVE_DIRECTORY, READ_TIME, SET_TIME -> true;
      case LIST, GET, PUT, RESUME_GET, RESUME_PUT -> false;
      case BLANK_NAME, UTF8_NAME, QUOTE_NAME, DASH_NAME -> false;
    };
  }
}
