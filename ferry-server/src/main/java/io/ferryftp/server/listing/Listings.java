package io.ferryftp.server.listing;

import io.ferryftp.account.Permission;
import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.command.ListOption;
import io.ferryftp.protocol.file.EntryRole;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FactsFormat;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.listing.ShownName;
import io.ferryftp.protocol.text.OctetLine;
import io.ferryftp.protocol.text.WireEncoding;
import io.ferryftp.server.config.Limits;
import io.ferryftp.storage.FileTree;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The listings of one account's tree: LIST, NLST, MLSD, MLST and `STAT path`.
///
/// Every method opens and checks before it returns, so that an exception (of `java.nio.file`) can
/// still become one reply without a data connection.
///
/// **What an argument means.** Options come first: a file named `-x` is listed as `./-x`. A
/// pathname that exists means itself; only else are `*` and `?` in its last name a pattern. A
/// pattern selects entries of one directory and does not look into them, also with `-R`; if nothing
/// matches, the listing is empty. A link to a directory means the directory, any other link itself.
/// Names that begin with a dot are left out but with `-a` or a pattern that begins with one, as
/// `ls` does.
///
/// **LIST** looks like `ls -l` without the `total` line, which says nothing here and confuses some
/// clients' parsers. `-1` changes nothing: clients send it, and then read long lines. `-a` adds `.`
/// and `..`, always first. Directories are sorted up to [Limits#sortedEntries], larger ones are
/// sent in directory order.
///
/// **NLST** gives names that can be used as arguments (RFC 1123 §4.1.2.7), so those in `dir` begin
/// with `dir/`. It does not look at the files themselves, so `-t` changes nothing, unless `-l`
/// turns it into LIST. With `-R` it must look, to find the directories: it gives the entries that
/// `LIST -R` shows, within the same limits, as `sub` and `sub/b`, in directory order, all names of
/// a directory before those below it, and without `.`, `..`, headers and blank lines.
///
/// **MLSD** shows all entries in directory order, and neither `cdir` nor `pdir`: RFC 3659 leaves
/// them to the server, and clients that take them for subdirectories descend for ever.
///
/// No name forges a line, because every shown name is a [ShownName].
public final class Listings {
  /// Lines of `STAT path` unless told otherwise: they travel on the control connection, where no
  /// other reply gets through until they are out.
  public static final int STAT_LINES = 1000;

  private final FileTree tree;
  private final Limits limits;
  private final InstantSource clock;
  private final PermFact perm;
  private final WireEncoding encoding;

  /// @param encoding of what goes over a data connection; what goes over the control connection has
  ///   that one's
  public Listings(
      FileTree tree,
      Limits limits,
      InstantSource clock,
      Set<Permission> permissions,
      WireEncoding encoding) {
    this.encoding = encoding;
    this.tree = tree;
    this.limits = limits;
    this.clock = clock;
    this.perm = new PermFact(permissions);
  }

  /// What LIST sends.
  ///
  /// @throws NoSuchFileException if nothing is there, and the last name is no pattern
  /// @throws java.nio.file.NotDirectoryException if a slash stands behind a file
  public ListingSource list(VirtualPath workingDirectory, ListArgument what) throws IOException {
    return octets(longLines(workingDirectory, what));
  }

  /// What NLST sends; it fails as [#list] does.
  public ListingSource names(VirtualPath workingDirectory, ListArgument what) throws IOException {
    if (what.options().contains(ListOption.LONG)) {
      return list(workingDirectory, what);
    }
    return octets(
        switch (Target.of(what.pathname(), workingDirectory, tree)) {
          case Target.Single single -> new SingleLine(ShownName.of(single.asked()));
          case Target.Matching some ->
              names(some.directory(), some.prefix(), what, Optional.of(some.wildcard()));
          case Target.Directory all when what.options().contains(ListOption.RECURSIVE) ->
              recursiveNames(all, what);
          case Target.Directory all -> names(all.path(), all.prefix(), what, Optional.empty());
        });
  }

  private ListingSource octets(Lines lines) {
    return new LineOctets(lines, encoding);
  }

  private Lines names(
      VirtualPath directory, String prefix, ListArgument what, Optional<Wildcard> wildcard)
      throws IOException {
    return new NameLines(tree.list(directory), Selection.of(what.options(), wildcard), prefix);
  }

  private Lines recursiveNames(Target.Directory top, ListArgument what) throws IOException {
    var selection = Selection.of(what.options(), Optional.empty());
    return new RecursiveNames(
        new Descent(
            top.path(),
            top.prefix(),
            directory -> Entries.streamed(() -> tree.list(directory), selection),
            limits));
  }

  /// What MLSD sends.
  ///
  /// @throws NoSuchFileException if nothing is there
  /// @throws java.nio.file.NotDirectoryException if it is no directory
  public ListingSource facts(VirtualPath directory, List<Fact> wanted) throws IOException {
    var facts = List.copyOf(wanted);
    return octets(
        new EntryLines(
            List.of(),
            Entries.streamed(() -> tree.list(directory), Selection.ALL),
            (line, entry, name) -> {
              FactsFormat.write(line, entry, EntryRole.ENTRY, facts, perm.of(entry.type()));
              ShownName.write(line, name);
            }));
  }

  /// The line of MLST for one file or directory, without the space before it.
  ///
  /// @param pathname to show, usually the whole path
  public String fact(FileFacts facts, String pathname, List<Fact> wanted) {
    return FactsFormat.format(
        facts, EntryRole.ENTRY, wanted, perm.of(facts), ShownName.of(pathname));
  }

  /// What `STAT path` shows: the first lines of what LIST would send; it fails as [#list] does.
  public Excerpt statLines(VirtualPath workingDirectory, ListArgument what, int maxLines)
      throws IOException {
    var result = new ArrayList<String>();
    try (Lines lines = longLines(workingDirectory, what)) {
      var line = new OctetLine(WireEncoding.UTF_8);
      while (lines.next(line.clear())) {
        if (result.size() == maxLines) {
          return new Excerpt(
              result, Optional.of("stopped at " + maxLines + " lines, LIST has all"));
        }
        result.add(line.wireText());
      }
      return new Excerpt(result, lines.remark());
    }
  }

  private Lines longLines(VirtualPath workingDirectory, ListArgument what) throws IOException {
    var form = new LongForm(tree, limits, what.options(), clock.instant());
    return switch (Target.of(what.pathname(), workingDirectory, tree)) {
      case Target.Single single -> new SingleLine(form.entry(single.facts(), single.asked()));
      case Target.Matching some ->
          new EntryLines(
              List.of(),
              form.open(some.directory(), Optional.of(some.wildcard())),
              form.under(some.prefix()));
      case Target.Directory all when what.options().contains(ListOption.RECURSIVE) ->
          new RecursiveLines(all.path(), all.asked().isEmpty() ? "." : all.asked(), form);
      case Target.Directory all ->
          new EntryLines(
              form.dots(all.path()), form.open(all.path(), Optional.empty()), form.under(""));
    };
  }
}
