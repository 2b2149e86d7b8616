package io.ferryftp.tests.interop;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// A client program and what the table says about it.
///
/// @param name on the page
/// @param version that the page speaks of, as it stands in the program's own words
/// @param driver knows how to use it
/// @param ways it can talk
/// @param forgetful ways in which its data connections do not resume the TLS session of their
///   control connection
/// @param remarks on cells that are not simply a yes; the first one that fits counts
/// @param habits that were seen on the wire
record TableClient(
    String name,
    String version,
    Driver driver,
    Set<Way> ways,
    Set<Way> forgetful,
    List<Remark> remarks,
    List<Habit> habits) {
  /// A claim about some cells.
  record Remark(Set<Operation> operations, Set<Way> ways, Claim claim) {}

  /// Something that a client sends.
  ///
  /// @param operation during which it was seen
  /// @param way in which it was seen
  /// @param seen a regular expression that finds it among the lines of the control connection,
  ///   those of the client behind `> `, those of the server behind `< `
  /// @param note for the page
  record Habit(Operation operation, Way way, String seen, String note) {}

  TableClient {
    ways = Set.copyOf(ways);
    forgetful = Set.copyOf(forgetful);
    remarks = List.copyOf(remarks);
    habits = List.copyOf(habits);
  }

  TableClient(String name, String version, Driver driver, Way... ways) {
    this(name, version, driver, Set.of(ways), Set.of(), List.of(), List.of());
  }

  Claim claim(Operation operation, Way way) {
    if (!ways.contains(way)) {
      return new Claim.Absent("");
    }
    return remarks.stream()
        .filter(remark -> remark.ways().contains(way) && remark.operations().contains(operation))
        .map(Remark::claim)
        .findFirst()
        .orElse(new Claim.Yes());
  }

  TableClient no(String why, String evidence, Operation first, Operation... more) {
    return with(new Remark(EnumSet.of(first, more), ways, new Claim.No(why, evidence)));
  }

  /// In one way alone.
  TableClient no(Way way, String why, String evidence, Set<Operation> operations) {
    return with(new Remark(operations, Set.of(way), new Claim.No(why, evidence)));
  }

  TableClient absent(String note, Operation first, Operation... more) {
    return with(new Remark(EnumSet.of(first, more), ways, new Claim.Absent(note)));
  }

  /// Does not resume TLS sessions in these ways.
  TableClient forgets(Way... ways) {
    return new TableClient(name, version, driver, this.ways, Set.of(ways), remarks, habits);
  }

  /// Seen in passive mode, in clear.
  TableClient habit(Operation operation, String seen, String note) {
    return habit(Way.CLEAR_PASSIVE, operation, seen, note);
  }

  TableClient habit(Way way, Operation operation, String seen, String note) {
    var more = new ArrayList<>(habits);
    more.add(new Habit(operation, way, seen, note));
    return new TableClient(name, version, driver, ways, forgetful, remarks, more);
  }

  private TableClient with(Remark remark) {
    var more = new ArrayList<>(remarks);
    more.add(remark);
    return new TableClient(name, version, driver, ways, forgetful, more, habits);
  }

  @Override
  public String toString() {
    return name;
  }
}
