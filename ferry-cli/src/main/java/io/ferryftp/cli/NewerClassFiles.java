package io.ferryftp.cli;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.zip.ZipEntry;

/// Gives libraries that were compiled for Java 5, as picocli was, class files of a version that an
/// ahead-of-time cache takes: the same instructions, with the stack maps that let the JVM verify
/// them in one pass. The launcher does so with its own copies of the jars, before it makes a cache.
final class NewerClassFiles {
  /// Of class files that have stack maps, and of those that are made (Java 6, Java 8).
  private static final int LEAST = 50;

  private static final int MADE = 52;

  private final ClassFile format = ClassFile.of(ClassFile.StackMapsOption.GENERATE_STACK_MAPS);
  private final ClassTransform renewal =
      ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)
          .andThen((builder, element) -> {
            if (element instanceof ClassFileVersion) {
              builder.withVersion(MADE, 0);
            } else {
              builder.with(element);
            }
          });

  private NewerClassFiles() {}

  /// Rewrites a jar, which is on the class path too.
  static void in(Path jar) throws IOException {
    new NewerClassFiles().renew(jar);
  }

  private void renew(Path jar) throws IOException {
    Path made = jar.resolveSibling(jar.getFileName() + ".newer");
    try (var from = new JarFile(jar.toFile());
        var into = new JarOutputStream(Files.newOutputStream(made))) {
      for (JarEntry entry : from.stream().toList()) {
        into.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream content = from.getInputStream(entry)) {
          byte[] octets = content.readAllBytes();
          into.write(isClass(entry) ? newer(octets) : octets);
        }
        into.closeEntry();
      }
    }
    Files.move(made, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  /// A jar may have further versions of its classes for newer releases.
  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class") && !entry.getName().startsWith("META-INF/");
  }

  private byte[] newer(byte[] octets) {
    ClassModel model = format.parse(octets);
    return model.majorVersion() < LEAST ? format.transformClass(model, renewal) : octets;
  }
}
