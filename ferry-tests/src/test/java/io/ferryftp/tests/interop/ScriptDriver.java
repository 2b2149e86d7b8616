package io.ferryftp.tests.interop;

import io.ferryftp.tests.harness.Peer;
import io.ferryftp.tests.harness.Program;
import io.ferryftp.tests.harness.Resource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/// A library of a scripting language, by a script of a few lines that calls it as its manual says.
enum ScriptDriver implements Driver {
  PYTHON("python3", "table.py") {
    @Override
    List<String> start(Visit visit) {
      return List.of();
    }
  },
  PERL("perl", "table.pl") {
    @Override
    List<String> start(Visit visit) throws IOException, InterruptedException {
      if (!visit.way().isProtected()
          || visit.run("perl", "-e", "require IO::Socket::SSL").exit() == 0) {
        return List.of();
      }
      Path pure = unpacked("usr/share/perl5/IO/Socket/SSL.pm", "../..");
      Path compiled = unpacked("usr/lib/x86_64-linux-gnu/perl5/5.36/Net/SSLeay.pm", "..");
      return List.of("-I" + pure, "-I" + compiled);
    }

    private static Path unpacked(String module, String up) {
      return Program.unpackedPath(module)
          .map(file -> file.resolveSibling(up).normalize())
          .orElseGet(() -> Assumptions.abort("peer IO::Socket::SSL is not installed"));
    }
  },
  NODE("node", "table.js") {
    @Override
    List<String> start(Visit visit) {
      return List.of();
    }

    @Override
    Optional<Path> module() {
      return Optional.of(
          Program.unpackedPath("package/package.json")
              .map(file -> file.resolveSibling(""))
              .orElseGet(() -> Assumptions.abort("peer basic-ftp is not installed")));
    }
  };

  private final String program;
  private final String script;

  ScriptDriver(String program, String script) {
    this.program = program;
    this.script = script;
  }

  /// Options of the interpreter.
  abstract List<String> start(Visit visit) throws IOException, InterruptedException;

  /// The library, where it is not the interpreter's own.
  Optional<Path> module() {
    return Optional.empty();
  }

  @Override
  public Peer.Outcome run(Visit visit, Task task) throws IOException, InterruptedException {
    return run(visit, words(task));
  }

  @Override
  public String version(Visit visit) throws IOException, InterruptedException {
    return run(visit, List.of("version")).orFail().out();
  }

  private Peer.Outcome run(Visit visit, List<String> words)
      throws IOException, InterruptedException {
    var arguments = new ArrayList<>(start(visit));
    arguments.add(copied(visit).toString());
    module().map(Path::toString).ifPresent(arguments::add);
    arguments.addAll(
        List.of(
            Visit.HOST,
            "" + visit.port(),
            Visit.USER,
            Visit.PASSWORD,
            visit.way().isActive() ? "active" : "passive",
            visit.way().isProtected() ? visit.authority().toString() : "clear"));
    arguments.addAll(words);
    return visit.run(program, arguments);
  }

  private Path copied(Visit visit) throws IOException {
    Path place = Files.createTempDirectory(visit.scratch(), ".script");
    return Resource.copy("/io/ferryftp/tests/interop/" + script, place);
  }

  /// A task as the scripts read it.
  private static List<String> words(Task task) {
    return switch (task) {
      case Task.Listing listing -> List.of("list", listing.directory());
      case Task.Fetching get -> List.of("get", get.remote(), get.local());
      case Task.Storing put -> List.of("put", put.local(), put.remote());
      case Task.ResumedFetching get -> List.of("reget", get.remote(), get.local());
      case Task.ResumedStoring put -> List.of("reput", put.local(), put.remote());
      case Task.Deleting deleting -> List.of("delete", deleting.remote());
      case Task.Renaming move -> List.of("rename", move.from(), move.to());
      case Task.MakingDirectory making -> List.of("mkdir", making.remote());
      case Task.RemovingDirectory removing -> List.of("rmdir", removing.remote());
      case Task.ReadingTime reading -> List.of("time", reading.remote());
      case Task.SettingTime _ -> throw Driver.notInTheClient(task);
    };
  }
}
