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
import java.util.function.Supplier;

/// `ferry serve [DIR]`: reads the options into a [ServePlan] and carries it out.
///
/// Options arrive as text and are parsed here, not by converters: every mistake gets a sentence of
/// ours that says what to do, and none repeats a password.
final class ServeCommand implements Command {
  private final Options options = new Options();
  private final Option<Optional<String>> directory = options.argument("DIR");
  private final Option<String> listen = options.text("--listen", "ADDRESS", ListenAddress.DEFAULT);
  private final Option<List<String>> users = options.texts("--user", "NAME:PASSWORD[:DIR]");
  private final Option<Optional<String>> anonymous = options.text("--anonymous", "DIR");
  private final Option<Boolean> readOnly = options.flag("--read-only");
  private final Option<String> passivePorts =
      options.text("--passive-ports", "A-B | A", PassivePortsOption.DEFAULT);
  private final Option<Optional<String>> passiveAddress =
      options.text("--passive-address", "IP|HOST");
  private final Option<Optional<String>> activePort = options.text("--active-port", "N");
  private final TlsOptions tls = new TlsOptions(options);
  private final ClientsOptions clients = new ClientsOptions(options);
  private final Option<Optional<String>> data = options.text("--data", "DIR");
  private final Option<String> durability =
      options.text("--uploads-durability", "strict|relaxed", "strict");
  private final Option<String> symlinks = options.text("--symlinks", "inside|none", "inside");
  private final Option<Boolean> json = options.flag("--json");
  private final Option<Boolean> verbose = options.flag("-v");
  private final Option<Boolean> quiet = options.flag("-q");
  private final Streams streams;

  ServeCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Integer call() throws MistakeException, IOException, InterruptedException {
    return new Serving(plan(), streams).run().number();
  }

  /// Everything that was asked for, checked as far as it can be without taking a port or a lock.
  ServePlan plan() throws MistakeException {
    // Options first, directories after: a mistyped option must not leave a new directory behind.
    var listenAddress = ListenAddress.parse("--listen", listen.value());
    List<Integer> ports = PassivePortsOption.parse(passivePorts.value());
    Supplier<Optional<Inet4Address>> address =
        passiveAddress.value().isPresent()
            ? PassiveAddressOption.parse(passiveAddress.value().get())
            : Optional::empty;
    OptionalInt source =
        activePort.value().isPresent()
            ? OptionalInt.of(Port.parse("--active-port", activePort.value().get()))
            : OptionalInt.empty();
    TlsPlan protection =
        tls.plan(() ->
            OwnNames.of(listenAddress.getAddress(), passiveAddress.value().stream().toList()));
    if (listenAddress.getPort() != 0 && protection.implicit().equals(Optional.of(listenAddress))) {
      throw new MistakeException(
          "--implicit-listen: this is the address of --listen; choose another port, such as :990");
    }
    ClientsPlan special = clients.plan();
    Durability wait = Choice.parse("--uploads-durability", durability.value(), Durability.class);
    Symlinks links = Choice.parse("--symlinks", symlinks.value(), Symlinks.class);
    UnixUser user = UnixUser.current(streams.environment());
    Path state =
        data.value().isPresent()
            ? ServedDirectory.named("--data", data.value().get())
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
        json.value() ? ServePlan.Format.JSON : ServePlan.Format.HUMAN,
        verbosity(),
        notes(user, ports, roster, special));
  }

  private Verbosity verbosity() throws MistakeException {
    if (verbose.value() && quiet.value()) {
      throw new MistakeException("-v and -q contradict each other; leave one out");
    }
    return verbose.value()
        ? Verbosity.EVERYTHING
        : quiet.value() ? Verbosity.TROUBLE : Verbosity.NOTEWORTHY;
  }

  private Roster roster() throws MistakeException {
    var options = new ArrayList<UserOption>();
    for (String text : users.value()) {
      options.add(UserOption.parse(text));
    }
    Optional<ServedDirectory> open =
        anonymous.value().isPresent()
            ? Optional.of(
                ServedDirectory.given(
                    "--anonymous", ServedDirectory.named("--anonymous", anonymous.value().get())))
            : Optional.empty();
    Optional<ServedDirectory> named =
        directory.value().isPresent()
            ? Optional.of(
                ServedDirectory.given(
                    "serve", ServedDirectory.named("serve", directory.value().get())))
            : Optional.empty();
    return Roster.of(
        options,
        open,
        readOnly.value() ? Roster.Rights.READ_ONLY : Roster.Rights.FULL,
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
    if (directory.value().isPresent()) {
      var named =
          ServedDirectory.given("serve", ServedDirectory.named("serve", directory.value().get()));
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
