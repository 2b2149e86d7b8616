package io.ferryftp.tests.torture;

import io.ferryftp.tests.harness.Repository;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A test that has a row instead.
///
/// @param type simple name of its class
/// @param method that it is
record Elsewhere(String type, String method) {
  static Elsewhere parse(String text) {
    String[] parts = text.split("\\.", 2);
    return new Elsewhere(parts[0], parts[1]);
  }

  /// Whether it exists: by reflection where its class can be loaded here, by its source where it is
  /// a test of another module.
  boolean exists(List<Path> sources) throws IOException {
    Optional<Path> source =
        sources.stream().filter(path -> path.endsWith(type + ".java")).findFirst();
    if (source.isEmpty()) {
      return false;
    }
    Optional<Class<?>> loaded = loaded(source.get());
    if (loaded.isPresent()) {
      return Arrays.stream(loaded.get().getDeclaredMethods())
          .anyMatch(each -> each.getName().equals(method) && isTest(each.getAnnotations()));
    }
    var declaration =
        Pattern.compile(
            "@(Test|ParameterizedTest|TestFactory)\\b[^;{}]*\\b" + method + "\\(", Pattern.DOTALL);
    // Values of a parameterised test have braces of their own.
    String text = Files.readString(source.get()).replaceAll("[{][\"\\w., \\n-]*[}]", "");
    return declaration.matcher(text).find();
  }

  private static boolean isTest(java.lang.annotation.Annotation[] annotations) {
    return Arrays.stream(annotations)
        .anyMatch(each -> each.annotationType().getSimpleName().matches(".*Test(Factory)?"));
  }

  private static Optional<Class<?>> loaded(Path source) {
    String name = source.toString().replaceFirst(".*/java/", "").replaceFirst("\\.java$", "");
    try {
      ClassLoader loader = Elsewhere.class.getClassLoader();
      return Optional.of(Class.forName(name.replace('/', '.'), false, loader));
    } catch (ClassNotFoundException e) {
      return Optional.empty();
    }
  }

  /// Where tests are, in all modules.
  static List<Path> sources() throws IOException {
    try (Stream<Path> files = Files.walk(Repository.root())) {
      return files
          .filter(path -> path.toString().matches(".*/src/(test|main)/java/.*\\.java"))
          .filter(path -> !path.toString().contains("/target/"))
          .toList();
    }
  }

  @Override
  public String toString() {
    return type + "." + method;
  }
}
