package io.ferryftp.cli;

import java.io.ByteArrayInputStream;
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
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;

/// Makes of a library's jar one that a start is quick with. The launcher does so with its own
/// copies, before it makes a cache.
///
/// Libraries that were compiled for Java 5, as picocli was, get class files of a version that an
/// ahead-of-time cache takes: the same instructions, with the stack maps that let the JVM verify
/// them in one pass. Signatures are left out, with the digests of classes in the manifest: whoever
/// looks for a service in all jars, as the JDK does for loggers and selectors, would read them.
final class QuickJar {
  /// Of class files that have stack maps, and of those that are made (Java 6, Java 8).
  private static final int LEAST = 50;

  private static final int MADE = 52;

  private static final Pattern SIGNATURE = Pattern.compile("META-INF/[^/]*\\.(SF|RSA|DSA|EC)");

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

  private QuickJar() {}

  /// Rewrites a jar, which is on the class path too.
  static void in(Path jar) throws IOException {
    new QuickJar().renew(jar);
  }

  private void renew(Path jar) throws IOException {
    Path made = jar.resolveSibling(jar.getFileName() + ".newer");
    try (var from = new JarFile(jar.toFile());
        var into = new JarOutputStream(Files.newOutputStream(made))) {
      for (JarEntry entry : from.stream().filter(one -> !isSignature(one)).toList()) {
        into.putNextEntry(new ZipEntry(entry.getName()));
        try (InputStream content = from.getInputStream(entry)) {
          byte[] octets = content.readAllBytes();
          if (entry.getName().equals(JarFile.MANIFEST_NAME)) {
            ofAll(octets).write(into);
          } else {
            into.write(isClass(entry) ? newer(octets) : octets);
          }
        }
        into.closeEntry();
      }
    }
    Files.move(made, jar, StandardCopyOption.ATOMIC_MOVE);
  }

  private static boolean isSignature(JarEntry entry) {
    return SIGNATURE.matcher(entry.getName()).matches();
  }

  /// What a manifest says of the whole jar.
  private static Manifest ofAll(byte[] octets) throws IOException {
    var manifest = new Manifest(new ByteArrayInputStream(octets));
    manifest.getEntries().clear();
    return manifest;
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
