package io.ferryftp.server.session;

import io.ferryftp.protocol.command.Grammar;
import io.ferryftp.protocol.command.ListArgument;
import io.ferryftp.protocol.command.Trait;
import io.ferryftp.protocol.command.Verb;
import io.ferryftp.protocol.file.Fact;
import io.ferryftp.protocol.file.FileFacts;
import io.ferryftp.protocol.file.VirtualPath;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.protocol.reply.ReplyCode;
import io.ferryftp.server.config.Leniency;
import io.ferryftp.server.listing.Listings;
import io.ferryftp.storage.FileTree;
import io.ferryftp.storage.LinkHandling;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a client can ask about the server: RFC 959 §4.1.3, RFC 2389.
final class InformationHandler {
  private static final int HELP_COLUMNS = 8;

  private final Surroundings surroundings;

  InformationHandler(Surroundings surroundings) {
    this.surroundings = surroundings;
  }

  /// SYST: what clients need to know is that listings look like UNIX.
  Step system(Session session) {
    return new Step.Answer(session, Reply.of(ReplyCode.SYSTEM_TYPE, "UNIX Type: L8"));
  }

  /// NOOP.
  Step noop(Session session) {
    return new Step.Answer(session, Replies.ok("Nothing done"));
  }

  /// FEAT (RFC 2389 §3.2): from the verb table, and the offers that have no verb of their own.
  Step features(Session session) {
    var lines = new ArrayList<String>();
    for (Verb verb : Verb.values()) {
      if (verb.has(Trait.FEATURE)) {
        lines.add(verb.name());
      }
    }
    var facts = new StringBuilder("MLST ");
    for (Fact fact : Fact.values()) {
      facts.append(fact.word()).append(session.facts().contains(fact) ? "*;" : ";");
    }
    lines.add(facts.toString());
    lines.addAll(FileFeatures.of(session));
    // Not MODE Z: lftp compresses whatever it moves where it is listed, and resumes in it, which
    // restart offsets do not allow (RFC 3659 §5 knows them for stream mode only).
    lines.add("RANG STREAM");
    lines.add("REST STREAM");
    lines.add("LANG EN*");
    lines.addAll(securityFeatures());
    lines.addAll(thirdPartyFeatures(session));
    lines.add("TVFS");
    if (!surroundings.devices().forgive(session, Leniency.UTF8_REFUSED)) {
      lines.add("UTF8");
    }
    return new Step.Answer(
        session, Reply.of(ReplyCode.SYSTEM_STATUS, "Extensions supported:", lines, "End"));
  }

  /// RFC 4217 §6, and the verbs that mean something only where there are certificates.
  private List<String> securityFeatures() {
    if (!surroundings.rule().isTlsOffered()) {
      return List.of();
    }
    return surroundings.allowsClearing()
        ? List.of("AUTH TLS", "CCC", "HOST", "PBSZ", "PROT")
        : List.of("AUTH TLS", "HOST", "PBSZ", "PROT");
  }

  /// What mean something only for who may have transfers between servers, over TLS.
  private List<String> thirdPartyFeatures(Session session) {
    return surroundings.rule().isTlsOffered() && DataPortHandler.allowsThirdParties(session)
        ? List.of("CPSV", "SSCN")
        : List.of();
  }

  /// HELP.
  Step help(Session session, String topic) {
    if (topic.isEmpty()) {
      return new Step.Answer(
          session, Reply.of(ReplyCode.HELP, "These verbs are understood:", table(), "End"));
    }
    Optional<Verb> verb = Verb.of(topic).filter(InformationHandler::landed);
    return new Step.Answer(
        session,
        verb.map(row -> Reply.of(ReplyCode.HELP, "Syntax: " + row + " " + row.syntax()))
            .orElseGet(
                () -> Reply.of(ReplyCode.PARAMETER_NOT_IMPLEMENTED, "No such verb; see HELP")));
  }

  private static List<String> table() {
    List<String> words =
        Arrays.stream(Verb.values())
            .filter(InformationHandler::landed)
            .map(Verb::name)
            .sorted()
            .toList();
    var lines = new ArrayList<String>();
    for (int i = 0; i < words.size(); i += HELP_COLUMNS) {
      lines.add(String.join(" ", words.subList(i, Math.min(i + HELP_COLUMNS, words.size()))));
    }
    return lines;
  }

  private static boolean landed(Verb verb) {
    return verb.grammar().landing() == Grammar.Landing.LANDED;
  }

  /// STAT: of the session and its running transfer, or of a path as LIST would show it.
  Step status(Session session, ListArgument what) {
    return what.equals(ListArgument.NONE) ? ofSession(session) : ofPath(session, what);
  }

  private Step ofSession(Session session) {
    var lines = new ArrayList<String>();
    session.login().ifPresent(login -> lines.add("Logged in as " + login.account().name()));
    lines.addAll(protection(session.security()));
    lines.add("Working directory " + session.directory());
    lines.add(session.parameters().format());
    lines.add(
        switch (session.dataPort()) {
          case DataPortChoice.None _ -> "No data port chosen";
          case DataPortChoice.Active(var target, _) -> "Active, to port " + target.getPort();
          case DataPortChoice.Passive _ -> "Passive";
        });
    surroundings
        .progress()
        .now()
        .ifPresentOrElse(
            running ->
                lines.add(
                    "Transfer of " + running.path() + ": " + running.octets() + " octets so far"),
            () -> lines.add("No transfer in progress"));
    return new Step.Answer(
        session, Reply.of(ReplyCode.SYSTEM_STATUS, "Ferry, state of this session:", lines, "End"));
  }

  private static List<String> protection(Security security) {
    String control =
        switch (security.control()) {
          case CLEAR -> "in clear";
          case CLEARED -> "in clear after CCC";
          case PROTECTED ->
              security
                  .peer()
                  .map(peer -> peer.tls().protocol() + ", " + peer.tls().cipherSuite())
                  .orElse("protected");
        };
    return List.of("Control connection " + control, "PROT " + security.data().format());
  }

  private Step ofPath(Session session, ListArgument what) {
    var login = session.required();
    VirtualPath path = session.directory().resolve(what.pathname());
    try {
      return new Step.Answer(
          session,
          login
              .files()
              .call(tree -> {
                var listings =
                    new Listings(
                        tree,
                        surroundings.config().limits(),
                        surroundings.config().clock(),
                        login.account().permissions(),
                        session.encoding());
                var excerpt = listings.statLines(session.directory(), what, Listings.STAT_LINES);
                return Reply.of(
                    statusCode(tree, path),
                    "Status of " + path,
                    excerpt.lines(),
                    excerpt.remark().orElse("End"));
              }));
    } catch (IOException e) {
      return new Step.Answer(session, Replies.forFailure(e));
    }
  }

  private static ReplyCode statusCode(FileTree tree, VirtualPath path) {
    try {
      FileFacts facts = tree.facts(path, LinkHandling.FOLLOW);
      return facts.isDirectory() ? ReplyCode.DIRECTORY_STATUS : ReplyCode.FILE_STATUS;
    } catch (IOException e) {
      // A pattern names no file itself; what it matched is a piece of a directory.
      return ReplyCode.DIRECTORY_STATUS;
    }
  }
}
