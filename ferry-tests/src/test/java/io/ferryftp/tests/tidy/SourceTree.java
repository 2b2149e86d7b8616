package io.ferryftp.tests.tidy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// The text files of the repository.
///
/// @param root of the repository
/// @param files all of them, without what is built
record SourceTree(Path root, List<TextFile> files) {
  private static final Set<String> NOT_OURS = Set.of(".git", "target", ".idea", "ferry-files");
  private static final Set<String> WITHOUT_EXTENSION =
      Set.of("check", "ferry", "run", "LICENSE", "NOTICE");

  /// One of them.
  ///
  /// @param path below the root
  /// @param text whole
  record TextFile(Path path, String text) {
    String name() {
      return path.getFileName().toString();
    }

    List<String> lines() {
      return text.lines().toList();
    }

    boolean isJava() {
      return name().endsWith(".java");
    }

    boolean isMainJava() {
      return isJava() && path.toString().contains("src/main/java/");
    }

    boolean isPage() {
      return name().endsWith(".md");
    }

    boolean isScript() {
      return text.startsWith("#!") && text.lines().findFirst().orElse("").contains("bash");
    }

    /// This file and line, for a message.
    String at(int line) {
      return path + ":" + (line + 1);
    }
  }

  /// Reads the tree that these tests are part of.
  static SourceTree read() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.isExecutable(root.resolve("check"))) {
      root = root.getParent();
      if (root == null) {
        throw new IOException("not inside of Ferry's repository");
      }
    }
    var files = new ArrayList<TextFile>();
    Path top = root;
    Files.walkFileTree(
        top,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes facts) {
            boolean ours = !NOT_OURS.contains(directory.getFileName().toString());
            return ours || directory.equals(top)
                ? FileVisitResult.CONTINUE
                : FileVisitResult.SKIP_SUBTREE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes facts)
              throws IOException {
            if (facts.isRegularFile() && isText(file)) {
              String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
              files.add(new TextFile(top.relativize(file), text));
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return new SourceTree(root, List.copyOf(files));
  }

  List<TextFile> files(Predicate<TextFile> which) {
    return files.stream().filter(which).toList();
  }

  private static boolean isText(Path file) {
    String name = file.getFileName().toString();
    return name.matches(".*\\.(java|md|xml|properties|ya?ml|sh|py|txt|gitignore)")
        || WITHOUT_EXTENSION.contains(name);
  }
}
