package io.ferryftp.client.control;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.HostMemory;
import io.ferryftp.client.config.HostNotes;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.client.tls.ControlTls;
import io.ferryftp.client.tls.Precedent;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.data.Representation;
import io.ferryftp.protocol.reply.Capabilities;
import io.ferryftp.protocol.reply.ReceivedReply;
import io.ferryftp.protocol.text.WireText;
import io.ferryftp.protocol.tls.TlsVersion;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// One user's session: the conversation, and what the server was told in it. With that a session
/// can be taken up again on a new control connection, when the old one is stuck.
public final class Session implements Closeable {
  /// How many changes of directory are remembered, to be made again on a new connection.
  public static final int MAX_DIRECTORIES = 1000;

  private static final String LIST_FEATURES = "FEAT";

  private final ClientConfig config;
  private final List<String> directories = new ArrayList<>();
  private boolean lostTrack;
  private volatile Conversation conversation;
  private volatile boolean closed;
  private Optional<Login> login = Optional.empty();
  private Optional<Representation> representation = Optional.empty();
  private Optional<Capabilities> capabilities = Optional.empty();

  /// The newest TLS that new connections of this session offer; empty: as the host memory has it.
  private Optional<TlsVersion> highestTls = Optional.empty();

  private Session(ClientConfig config, Conversation conversation) {
    this.config = config;
    this.conversation = conversation;
  }

  /// Connects and waits for the greeting.
  public static Session open(ClientConfig config) throws FtpException {
    return new Session(config, Opening.open(config, Precedent.NONE));
  }

  public ClientConfig config() {
    return config;
  }

  /// Whether it was closed, by whatever thread.
  public boolean isClosed() {
    return closed;
  }

  /// The control connection as it is now; another one after [#reopen].
  public Conversation conversation() {
    return conversation;
  }

  /// Logs in; what an earlier user left is forgotten.
  public void login(Login as) throws FtpException {
    forget();
    directories.clear();
    lostTrack = false;
    new LoginDialog(conversation, as).run();
    new Securing(conversation).protectData();
    login = Optional.of(as);
  }

  /// Whether [#reopen] can work: somebody has logged in, and it is known where he is.
  public boolean canReopen() {
    return login.isPresent() && !lostTrack;
  }

  /// Leaves a control connection that hangs, and takes the session up on a new one: user and
  /// directory. Where the old one was protected the new one is too.
  ///
  /// @throws ConnectionException if nobody had logged in, or the server does not answer any more
  /// @throws TlsException if it does not protect the new one; nobody has been named then
  public void reopen(String why) throws FtpException {
    conversation.close();
    Login again = login.filter(_ -> !lostTrack).orElseThrow(() -> notAgain(why));
    tell("connecting again: " + why);
    Optional<ControlTls> before = conversation.tls();
    var precedent = new Precedent(before.map(ControlTls::certificate), highestTls);
    conversation = Opening.open(config, precedent);
    if (closed) {
      conversation.close();
    }
    forget();
    new LoginDialog(conversation, again).run();
    new Securing(conversation).protectData();
    for (String pathname : directories) {
      perform(new Command.Cwd(pathname));
    }
  }

  /// The same, and offers no newer TLS than this from now on. Kept for the host when a transfer has
  /// worked with it.
  public void reopen(String why, TlsVersion highest) throws FtpException {
    highestTls = Optional.of(highest);
    reopen(why);
  }

  /// Says that a transfer has worked.
  public void transferred() {
    Optional<TlsVersion> spoken = conversation.tls().map(ControlTls::version);
    if (spoken.equals(Optional.of(TlsVersion.TLS_1_2)) && spoken.equals(highestTls)) {
      HostMemory memory = config.memory();
      HostNotes notes = memory.notes(config.hostKey(), config.port());
      if (!notes.highestTls().equals(spoken)) {
        memory.remember(config.hostKey(), config.port(), notes.withHighestTls(TlsVersion.TLS_1_2));
      }
    }
  }

  private static ConnectionException notAgain(String why) {
    return new ConnectionException(Failure.at(Step.DATA_CONNECTION, why).tryThis("connect again"));
  }

  /// Changes the working directory.
  public void changeDirectory(String pathname) throws FtpException {
    perform(new Command.Cwd(pathname));
    if (pathname.startsWith("/")) {
      directories.clear();
    }
    directories.add(pathname);
    lostTrack |= directories.size() > MAX_DIRECTORIES;
  }

  /// Says that somebody went elsewhere behind this session's back: it cannot be taken up again, or
  /// the next pathname might mean another file.
  public void loseTrack() {
    lostTrack = true;
  }

  /// Sends a command and gives its final reply, whatever it says.
  public ReceivedReply exchange(Command command) throws FtpException {
    return exchange(CommandCodec.format(command));
  }

  /// Sends a line and gives its final reply, whatever it says.
  public ReceivedReply exchange(String line) throws FtpException {
    negotiateNames(line);
    return conversation.exchange(line);
  }

  /// Sends a command that has to succeed.
  ///
  /// @throws RefusedException unless the reply is 2yz or 3yz
  public ReceivedReply perform(Command command) throws FtpException {
    return perform(CommandCodec.format(command));
  }

  /// Sends a line that has to succeed.
  public ReceivedReply perform(String line) throws FtpException {
    ReceivedReply reply = exchange(line);
    if (reply.number() >= 400) {
      throw refused(reply);
    }
    return reply;
  }

  /// The refusal that this reply to the last command is.
  public RefusedException refused(ReceivedReply reply) {
    Failure failure = conversation.failure("");
    String verb = failure.verb().map(Enum::name).orElse("the command");
    return new RefusedException(
        conversation.failure("the server refused " + verb).answered(reply).tryThis(remedy(reply)));
  }

  private static String remedy(ReceivedReply reply) {
    return switch (reply.number()) {
      case 450, 451 -> "it may work later";
      case 452, 552 -> "there is no room for it on the server";
      case 530 -> "log in first";
      case 534, 521, 522 -> "the server wants protection that this connection does not have";
      default -> "";
    };
  }

  /// Makes sure of the representation type.
  public void type(Representation wanted) throws FtpException {
    if (representation.equals(Optional.of(wanted))) {
      return;
    }
    representation = Optional.empty();
    perform(new Command.Type(wanted));
    representation = Optional.of(wanted);
  }

  /// What FEAT says, asked for once; a server that knows UTF-8 is told to use it, because some do
  /// not before they are told.
  public Capabilities capabilities() throws FtpException {
    if (capabilities.isPresent()) {
      return capabilities.get();
    }
    ReceivedReply reply = conversation.exchange(LIST_FEATURES);
    Capabilities known = reply.isFailure() ? Capabilities.NONE : Capabilities.of(reply.lines());
    capabilities = Optional.of(known);
    if (known.has("UTF8")) {
      conversation.exchange(CommandCodec.format(new Command.OptsUtf8()));
    }
    return known;
  }

  /// Forgets what a raw command may have changed.
  public void forget() {
    representation = Optional.empty();
    capabilities = Optional.empty();
  }

  /// Tells the listener a sentence.
  public void tell(String sentence) {
    conversation.notice(sentence);
  }

  /// Does what is due before a command with a name in it and all that leads up to it: a name that
  /// cannot be sent is refused before anything is.
  ///
  /// @throws IllegalArgumentException if it cannot be sent
  public void prepare(Command command) throws FtpException {
    negotiateNames(CommandCodec.format(command));
  }

  /// Before the first line that is not ASCII, the server is asked how it takes names.
  public void negotiateNames(String line) throws FtpException {
    if (login.isPresent() && line.chars().anyMatch(c -> c >= 0x80)) {
      // A line that cannot be sent is refused before anything is asked.
      WireText.encode(line);
      if (line.chars().anyMatch(c -> c == 0 || c == '\r' || c == '\n')) {
        throw new IllegalArgumentException("CR, LF or NUL in a command");
      }
      capabilities();
    }
  }

  /// Says goodbye (QUIT), waits for the answer and closes.
  public void quit() throws FtpException {
    try (this) {
      exchange(new Command.Quit());
      conversation.leave();
    }
  }

  @Override
  public void close() {
    closed = true;
    conversation.close();
  }
}
