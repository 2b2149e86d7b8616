package io.ferryftp.server.session;

import io.ferryftp.protocol.command.ClientCommand;
import io.ferryftp.protocol.command.CodingCommand;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.DataPortCommand;
import io.ferryftp.protocol.command.DigestCommand;
import io.ferryftp.protocol.command.FactsCommand;
import io.ferryftp.protocol.command.Trait;

/// The server's table of contents: one line a verb, exhaustive and without a default, so that a new
/// [Command] does not compile before it is here.
final class Dispatcher {
  private final Surroundings surroundings;
  private final AccessHandler access;
  private final SecurityHandler security;
  private final ParameterHandler parameters;
  private final CodingHandler coding = new CodingHandler();
  private final TransferHandler transfers;
  private final NavigationHandler navigation;
  private final FileHandler files;
  private final FactsHandler facts = new FactsHandler();
  private final DigestHandler digests = new DigestHandler();
  private final SiteHandler site;
  private final InformationHandler information;
  private final ClientHandler clients;
  private final DataPortHandler dataPorts;
  private final DeviceHandler devices;

  Dispatcher(Surroundings surroundings) {
    this.surroundings = surroundings;
    access = new AccessHandler(surroundings);
    security = new SecurityHandler(surroundings);
    parameters = new ParameterHandler();
    transfers = new TransferHandler(surroundings);
    navigation = new NavigationHandler();
    files = new FileHandler(surroundings);
    site = new SiteHandler(surroundings);
    information = new InformationHandler(surroundings);
    clients = new ClientHandler(surroundings.devices());
    dataPorts = new DataPortHandler(surroundings);
    devices =
        new DeviceHandler(surroundings.devices(), surroundings.config().limits().lineOctets());
  }

  /// What to do about a command: the gate's refusal, or what its handler says.
  Step dispatch(Session session, Command command) {
    Session now = session.before(command.verb());
    Step step =
        Gate.refuse(command, now, surroundings.rule())
            .<Step>map(refusal -> new Step.Answer(refused(now, command), refusal))
            .orElseGet(() -> handle(now, command));
    return devices.forgive(now, command, step);
  }

  /// A transfer that is refused uses up the restart offset, whoever refuses it, and so does one
  /// that makes no sense.
  private static Session refused(Session session, Command command) {
    return command.verb().has(Trait.TRANSFER) || command.verb().has(Trait.TAKES_PORTION)
        ? session.withoutPortion()
        : session;
  }

  private Step handle(Session session, Command command) {
    return switch (command) {
      case Command.User(var name) -> access.user(session, name);
      case Command.Pass c -> access.pass(session, c);
      case Command.Acct _ -> access.acct(session);
      case Command.Rein _ -> security.reinitialise();
      case Command.Auth(var mechanism) -> security.auth(session, mechanism);
      case Command.Pbsz _ -> security.buffers(session);
      case Command.Prot(var level) -> security.protection(session, level);
      case Command.Ccc _ -> security.clearControl(session);
      case Command.Host(var name) -> security.host(session, name);
      case Command.Quit _ -> new Step.Goodbye(Replies.goodbye());

      case Command.Cwd(var pathname) -> navigation.change(session, pathname);
      case Command.Cdup _ -> navigation.change(session, "..");
      case Command.Pwd _ -> navigation.print(session);

      case Command.Port(var address) -> dataPorts.port(session, address);
      case Command.Eprt(var address) -> dataPorts.eprt(session, address);
      case Command.Pasv _ -> dataPorts.pasv(session);
      case Command.Epsv(var scope) -> dataPorts.epsv(session, scope);
      case DataPortCommand c -> dataPorts.handle(session, c);
      case Command.Type(var representation) -> parameters.type(session, representation);
      case Command.Stru(var structure) -> parameters.stru(session, structure);
      case Command.Mode(var mode) -> parameters.mode(session, mode);
      case Command.Rest(var offset) -> parameters.rest(session, offset);
      case Command.Allo _ -> parameters.allo(session);
      case Command.OptsUtf8 _ -> clients.utf8(session);
      case Command.OptsMlst(var wanted) -> parameters.facts(session, wanted);
      case ClientCommand c -> clients.handle(session, c);
      case CodingCommand c -> coding.handle(session, c);

      case Command.Retr(var pathname) -> transfers.retrieve(session, pathname);
      case Command.Stor(var pathname) -> transfers.store(session, pathname);
      case Command.Appe(var pathname) -> transfers.append(session, pathname);
      case Command.Stou(var pathname) -> transfers.storeUnique(session, pathname);
      case Command.ListFiles(var what) -> transfers.list(session, what);
      case Command.Nlst(var what) -> transfers.names(session, what);
      case Command.Mlsd(var pathname) -> transfers.facts(session, pathname);
      case Command.Abor _ -> transfers.abort(session);

      case Command.Dele(var pathname) -> files.delete(session, pathname);
      case Command.Mkd(var pathname) -> files.makeDirectory(session, pathname);
      case Command.Rmd(var pathname) -> files.removeDirectory(session, pathname);
      case Command.Rnfr(var pathname) -> files.renameFrom(session, pathname);
      case Command.Rnto(var pathname) -> files.renameTo(session, pathname);
      case Command.Size(var pathname) -> files.size(session, pathname);
      case Command.Mdtm(var argument) -> facts.modified(session, argument);
      case Command.Mfmt c -> facts.modify(session, c);
      case FactsCommand c -> facts.handle(session, c);
      case Command.Mlst(var pathname) -> files.facts(session, pathname);
      case Command.Site c -> site.site(session, c);

      case DigestCommand c -> digests.handle(session, c);

      case Command.Syst _ -> information.system(session);
      case Command.Feat _ -> information.features(session);
      case Command.Help(var topic) -> information.help(session, topic);
      case Command.Noop _ -> information.noop(session);
      case Command.Stat(var what) -> information.status(session, what);

      case Command.Refused(var verb, _) -> new Step.Answer(session, Replies.notImplemented(verb));
      case Command.Malformed(var verb, var code, var reason) ->
          dataPorts.malformed(refused(session, command), verb, Replies.malformed(code, reason));
      case Command.Unknown(var reason) -> new Step.Answer(session, Replies.unrecognised(reason));
    };
  }
}
