package io.ferryftp.benchmarks.micro;

import io.ferryftp.protocol.file.EntryRole;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FactsFormat;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.FileType;
import io.ferryftp.protocol.listing.ListingReader;
import io.ferryftp.protocol.listing.ShownName;
import io.ferryftp.protocol.listing.UnixListing;
import io.ferryftp.protocol.text.OctetLine;
import io.ferryftp.protocol.text.WireEncoding;
import io.ferryftp.protocol.text.WireText;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/// One line of LIST and of MLSD, written as the server does and read as the client does.
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
public class ListingLines {
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");
  private static final List<Fact> FACTS =
      List.of(Fact.TYPE, Fact.SIZE, Fact.MODIFY, Fact.PERM, Fact.UNIQUE, Fact.UNIX_MODE);

  /// A name that is ASCII, and one that is not.
  @Param({"report-000042.pdf", "Übersicht-日本.pdf"})
  public String name = "";

  private final OctetLine line = new OctetLine(WireEncoding.UTF_8);
  private final ListingReader reader = new ListingReader(NOW);
  private ByteBuffer octets = ByteBuffer.allocate(0);
  private FileFacts facts =
      new FileFacts(
          "",
          FileType.FILE,
          1_048_576,
          Instant.parse("2026-11-21T08:09:10Z"),
          0644,
          Optional.of("fd01.2a4b6c"),
          Optional.empty());
  private String listLine = "";
  private String factsLine = "";

  /// Makes the lines that are read.
  @Setup
  public void prepare() {
    facts = facts.named(name);
    octets = ByteBuffer.wrap(WireText.encode(name));
    listLine = UnixListing.format(facts, NOW, name);
    factsLine = FactsFormat.format(facts, EntryRole.ENTRY, FACTS, "adfrw", name);
  }

  /// A line of LIST, as octets.
  @Benchmark
  public int writeList() {
    UnixListing.write(line.clear(), facts, NOW.getEpochSecond());
    ShownName.write(line, octets);
    return line.length();
  }

  /// A line of MLSD, as octets.
  @Benchmark
  public int writeFacts() {
    FactsFormat.write(line.clear(), facts, EntryRole.ENTRY, FACTS, "adfrw");
    ShownName.write(line, octets);
    return line.length();
  }

  /// A line of LIST, understood.
  @Benchmark
  public ListingReader.Line readList() {
    return reader.accept(listLine);
  }

  /// A line of MLSD, understood.
  @Benchmark
  public ListingReader.Line readFacts() {
    return reader.acceptFacts(factsLine);
  }
}
