package io.ferryftp.server.listing;

import static io.ferryftp.account.Permission.CREATE_DIRECTORY;
import static io.ferryftp.account.Permission.DELETE;
import static io.ferryftp.account.Permission.LIST;
import static io.ferryftp.account.Permission.READ;
import static io.ferryftp.account.Permission.RENAME;
import static io.ferryftp.account.Permission.WRITE;

import io.ferryftp.account.Permission;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// The `perm` fact (RFC 3659 §7.5.5): what an account may try on a file or directory.
///
/// It follows from the type and from what the account may do, not from permission bits: those say
/// what the operating system lets the server do. The RFC calls it a guide, and a letter too few
/// stops clients from trying, so a link has the letters of everything that it may lead to.
final class PermFact {
  /// One letter: what it needs, and on what it can stand.
  private record Letter(char letter, Permission needed, Set<FileType> types) {}

  private static final Set<FileType> ANYTHING = EnumSet.allOf(FileType.class);
  private static final Set<FileType> FILES = EnumSet.of(FileType.FILE, FileType.LINK);
  private static final Set<FileType> ENTERED = EnumSet.of(FileType.DIRECTORY, FileType.LINK);
  private static final Set<FileType> DIRECTORIES = EnumSet.of(FileType.DIRECTORY);

  private static final Letter[] LETTERS = {
    new Letter('a', WRITE, FILES),
    new Letter('c', WRITE, DIRECTORIES),
    new Letter('d', DELETE, ANYTHING),
    new Letter('e', LIST, ENTERED),
    new Letter('f', RENAME, ANYTHING),
    new Letter('l', LIST, ENTERED),
    new Letter('m', CREATE_DIRECTORY, DIRECTORIES),
    new Letter('p', DELETE, DIRECTORIES),
    new Letter('r', READ, FILES),
    new Letter('w', WRITE, FILES),
  };

  private final Map<FileType, String> byType = new EnumMap<>(FileType.class);
  private final String root;

  PermFact(Set<Permission> permissions) {
    for (FileType type : FileType.values()) {
      var letters = new StringBuilder();
      for (Letter letter : LETTERS) {
        if (permissions.contains(letter.needed) && letter.types.contains(type)) {
          letters.append(letter.letter);
        }
      }
      byType.put(type, letters.toString());
    }
    root = of(FileType.DIRECTORY).replace("d", "").replace("f", "");
  }

  /// The letters for one entry; a root, which has no name, can be neither removed nor renamed.
  String of(FileFacts facts) {
    return facts.name().isEmpty() ? root : of(facts.type());
  }

  /// The letters for an entry of a directory.
  String of(FileType type) {
    return byType.getOrDefault(type, "");
  }
}
