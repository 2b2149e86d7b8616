package io.ferryftp.cli;

import io.ferryftp.server.storage.Durability;
import io.ferryftp.server.storage.Symlinks;
import java.io.IOException;
import java.net.Inet4Address;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// `ferry serve [DIR]`: reads the options into a [ServePlan] and carries it out.
///
/// Options arrive as text and are parsed here, not by converters: every mistake gets a sentence of
/// ours that says what to do, and none repeats a password.
@Command(name = "serve")
final class ServeCommand implements Callable<Integer> {
  private final Streams streams;

  @Parameters(arity = "0..1", paramLabel = "DIR")
  private Optional<String> directory = Optional.empty();

  @Option(names = "--listen", paramLabel = "ADDRESS")
  private String listen = ListenAddress.DEFAULT;

  @Option(names = "--user", paramLabel = "NAME:PASSWORD[:DIR]")
  private List<String> users = new ArrayList<>();

  @Option(names = "--anonymous", paramLabel = "DIR")
  private Optional<String> anonymous = Optional.empty();

  @Option(names = "--read-only")
  private boolean readOnly;

  @Option(names = "--passive-ports", paramLabel = "A-B | A")
  private String passivePorts = PassivePortsOption.DEFAULT;

  @Option(names = "--passive-address", paramLabel = "IP|HOST")
  private Optional<String> passiveAddress = Optional.empty();

  @Option(names = "--active-port", paramLabel = "N")
  private Optional<String> activePort = Optional.empty();

  @Mixin private TlsOptions tls = new TlsOptions();

  @Mixin private ClientsOptions clients = new ClientsOptions();

  @Option(names = "--data", paramLabel = "DIR")
  private Optional<String> data = Optional.empty();

  @Option(names = "--uploads-durability", paramLabel = "strict|relaxed")
  private String durability = "strict";

  @Option(names = "--symlinks", paramLabel = "inside|none")
  private String symlinks = "inside";

  @Option(names = "--json")
  private boolean json;

  @Option(names = "-v")
  private boolean verbose;

  @Option(names = "-q")
  private boolean quiet;

  ServeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws MistakeException, IOException, InterruptedException {
    return new Serving(plan(), streams).run().number();
  }

  /// Everything that was asked for, checked as far as it can be without taking a port or a lock.
  ServePlan plan() throws MistakeException {
    // Options first, directories after: a mistyped option must not leave a new directory behind.
    var listenAddress = ListenAddress.parse("--listen", listen);
    List<Integer> ports = PassivePortsOption.parse(passivePorts);
    Supplier<Optional<Inet4Address>> address =
        passiveAddress.isPresent()
            ? PassiveAddressOption.parse(passiveAddress.get())
            : Optional::empty;
    OptionalInt source =
        activePort.isPresent()
            ? OptionalInt.of(Port.parse("--active-port", activePort.get()))
            : OptionalInt.empty();
    TlsPlan protection =
        tls.plan(OwnNames.of(listenAddress.getAddress(), passiveAddress.stream().toList()));
    if (listenAddress.getPort() != 0 && protection.implicit().equals(Optional.of(listenAddress))) {
      throw new MistakeException(
          "--implicit-listen: this is the address of --listen; choose another port, such as :990");
    }
    ClientsPlan special = clients.plan();
    Durability wait = Choice.parse("--uploads-durability", durability, Durability.class);
    Symlinks links = Choice.parse("--symlinks", symlinks, Symlinks.class);
    UnixUser user = UnixUser.current(streams.environment());
    Path state =
        data.isPresent()
            ? ServedDirectory.named("--data", data.get())
            : DataDirectory.standard(user);
    Roster roster = roster();
    special.require(roster.names());
    for (String name : protection.withoutCloseNotify()) {
      if (!roster.names().contains(name)) {
        throw new MistakeException(
            "--without-close-notify: nobody has this name; give one of --user NAME");
      }
    }
    return new ServePlan(
        listenAddress,
        ports,
        address,
        source,
        protection,
        special,
        roster,
        DataDirectory.apart(state, roster.directories()),
        wait,
        links,
        json ? ServePlan.Format.JSON : ServePlan.Format.HUMAN,
        verbosity(),
        notes(user, ports, roster, special));
  }

  private Verbosity verbosity() throws MistakeException {
    if (verbose && quiet) {
      throw new MistakeException("-v and -q contradict each other; leave one out");
    }
    return verbose ? Verbosity.EVERYTHING : quiet ? Verbosity.TROUBLE : Verbosity.NOTEWORTHY;
  }

  private Roster roster() throws MistakeException {
    var options = new ArrayList<UserOption>();
    for (String text : users) {
      options.add(UserOption.parse(text));
    }
    Optional<ServedDirectory> open =
        anonymous.isPresent()
            ? Optional.of(
                ServedDirectory.given(
                    "--anonymous", ServedDirectory.named("--anonymous", anonymous.get())))
            : Optional.empty();
    Optional<ServedDirectory> named =
        directory.isPresent()
            ? Optional.of(
                ServedDirectory.given("serve", ServedDirectory.named("serve", directory.get())))
            : Optional.empty();
    return Roster.of(
        options,
        open,
        readOnly ? Roster.Rights.READ_ONLY : Roster.Rights.FULL,
        () ->
            named.isPresent()
                ? named.get()
                : ServedDirectory.orCreate(Path.of(ServedDirectory.DEFAULT)));
  }

  private List<String> notes(UnixUser user, List<Integer> ports, Roster roster, ClientsPlan special)
      throws MistakeException {
    var notes = new ArrayList<String>();
    if (user.kind() == UnixUser.Kind.ROOT) {
      notes.add(
          "running as root: a fault in Ferry would have all rights;"
              + " docs/operations.md says how to do without");
    }
    PassivePortsOption.warning(ports).ifPresent(notes::add);
    notes.addAll(special.notes(roster.users()));
    if (directory.isPresent()) {
      var named = ServedDirectory.given("serve", ServedDirectory.named("serve", directory.get()));
      if (!roster.directories().contains(named.path())) {
        notes.add(
            String.format(
                Locale.ROOT,
                "nobody sees %s: everybody was given another directory",
                named.home()));
      }
    }
    return notes;
  }
}
