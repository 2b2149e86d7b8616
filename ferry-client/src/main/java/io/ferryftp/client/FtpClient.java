package io.ferryftp.client;

import io.ferryftp.client.config.ClientConfig;
import io.ferryftp.client.config.Login;
import io.ferryftp.client.control.Session;
import io.ferryftp.client.data.TransferLink;
import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.protocol.command.Command;
import io.ferryftp.protocol.command.CommandCodec;
import io.ferryftp.protocol.listing.RemoteFile;
import io.ferryftp.protocol.reply.Capabilities;
import io.ferryftp.protocol.reply.ReceivedReply;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// A client of FTP: one object, one control connection, one thread at a time.
///
/// ```java
/// try (var client = FtpClient.open(ClientConfig.builder("ftp.example.org").build(), login)) {
///   for (RemoteFile file : client.list("pub")) { … }
///   client.retrieve("pub/a.txt", Path.of("a.txt"), Resume.YES);
/// }
/// ```
///
/// Everything blocks, has a limit of time ([io.ferryftp.client.config.ClientLimits]) and ends when
/// its thread is interrupted. Pathnames are [io.ferryftp.protocol.text.WireText]; one with CR, LF
/// or NUL is an `IllegalArgumentException`, and nothing is sent. While a [Download] or a [Store] is
/// open, other operations are an `IllegalStateException`; [#abort] and [#close] may come from any
/// thread.
public final class FtpClient implements AutoCloseable {
  private static final int CREATED = 257;

  private final Session session;
  private final RemoteFacts facts;
  private final Transfers transfers;
  private final Listings listings;
  private final AtomicReference<Optional<TransferLink>> running =
      new AtomicReference<>(Optional.empty());

  private FtpClient(Session session) {
    this.session = session;
    this.facts = new RemoteFacts(session);
    this.transfers = new Transfers(session, link -> running.set(Optional.of(link)));
    this.listings = new Listings(session, transfers);
  }

  /// Connects and waits for the greeting.
  public static FtpClient connect(ClientConfig config) throws FtpException {
    return new FtpClient(Session.open(config));
  }

  /// Connects and logs in.
  public static FtpClient open(ClientConfig config, Login login) throws FtpException {
    FtpClient client = connect(config);
    try {
      client.login(login);
      return client;
    } catch (FtpException | RuntimeException e) {
      client.close();
      throw e;
    }
  }

  /// Logs in: USER, and PASS and ACCT as far as the server asks for them.
  public void login(Login login) throws FtpException {
    idle().login(login);
  }

  /// What FEAT says; asked for once after each login.
  public Capabilities capabilities() throws FtpException {
    return idle().capabilities();
  }

  /// The working directory (PWD).
  public String workingDirectory() throws FtpException {
    idle();
    return facts.workingDirectory();
  }

  /// Changes the working directory (CWD).
  public void changeDirectory(String pathname) throws FtpException {
    idle().changeDirectory(pathname);
  }

  /// Makes a directory (MKD); gives its name as the server says it, or as it was asked for.
  public String makeDirectory(String pathname) throws FtpException {
    ReceivedReply reply = idle().perform(new Command.Mkd(pathname));
    boolean named = reply.number() == CREATED && reply.text().contains("\"");
    return named ? RemoteFacts.quoted(reply.text()) : pathname;
  }

  /// Removes an empty directory (RMD).
  public void removeDirectory(String pathname) throws FtpException {
    idle().perform(new Command.Rmd(pathname));
  }

  /// Removes a file (DELE).
  public void delete(String pathname) throws FtpException {
    idle().perform(new Command.Dele(pathname));
  }

  /// Renames a file or directory (RNFR, RNTO).
  public void rename(String from, String to) throws FtpException {
    // Written first: a name that must not leave is found out before the first half is sent.
    String destination = CommandCodec.format(new Command.Rnto(to));
    idle().perform(new Command.Rnfr(from));
    session.perform(destination);
  }

  /// The entries of a directory: MLSD, else LIST. `""` is the working directory.
  ///
  /// @throws io.ferryftp.client.error.LimitException if there are more than the client's limit
  public List<RemoteFile> list(String pathname) throws FtpException {
    idle();
    var collected = new Collected<RemoteFile>(session.config().limits().listedEntries());
    listings.entries(pathname, file -> collected.add(file, file.name().length()));
    return collected.entries();
  }

  /// The same, entry by entry as they arrive, in memory that does not grow. A listing that fails in
  /// between throws after the entries that came.
  public void list(String pathname, Consumer<RemoteFile> each) throws FtpException {
    idle();
    listings.entries(pathname, each::accept);
  }

  /// The names that NLST gives, as the server writes them.
  public List<String> names(String pathname) throws FtpException {
    idle();
    var collected = new Collected<String>(session.config().limits().listedEntries());
    listings.names(pathname, name -> collected.add(name, name.length()));
    return collected.entries();
  }

  /// What the server says of one path: MLST, else SIZE, MDTM and, to tell a directory, CWD and
  /// back; empty if there is nothing.
  public Optional<RemoteFile> facts(String pathname) throws FtpException {
    idle();
    return facts.facts(pathname);
  }

  /// The size in octets (SIZE in type I); empty if the server cannot tell.
  public OptionalLong size(String pathname) throws FtpException {
    idle();
    return facts.size(pathname);
  }

  /// When a file was last changed (MDTM); empty if the server cannot tell.
  public Optional<Instant> modified(String pathname) throws FtpException {
    idle();
    return facts.modified(pathname);
  }

  /// Sets the time of last change: MFMT, else MDTM with a time, else SITE UTIME.
  public void setModified(String pathname, Instant time) throws FtpException {
    idle();
    facts.setModified(pathname, time);
  }

  /// Sets the permission bits, `0` to `0777` (SITE CHMOD).
  public void setMode(String pathname, int mode) throws FtpException {
    if ((mode & ~0777) != 0) {
      throw new IllegalArgumentException("mode out of range: " + Integer.toOctalString(mode));
    }
    String bits = String.format(Locale.ROOT, "%03o", mode);
    idle().perform(new Command.Site("CHMOD", bits + " " + pathname));
  }

  /// Opens a download (RETR, behind REST if there is an offset).
  public Download retrieve(String pathname, TransferOptions options) throws FtpException {
    idle();
    return transfers.retrieve(pathname, options);
  }

  /// Downloads into a stream, which stays open. Its failure is a `LocalFileException`.
  public TransferResult retrieve(String pathname, OutputStream into, TransferOptions options)
      throws FtpException {
    try (Download download = retrieve(pathname, options)) {
      return Copies.toLocal(download, into);
    }
  }

  /// Downloads to a local file: into `NAME.part` beside it, which is renamed when all is there and
  /// its size was checked, and which stays for [Resume#YES] when it is not. The file gets the
  /// server's time.
  public TransferResult retrieve(String pathname, Path file, Resume resume) throws FtpException {
    idle();
    return new FileDownload(session, transfers, pathname, file).run(resume);
  }

  /// The same for text, whose lines are converted and which is always begun anew.
  public TransferResult retrieveText(String pathname, Path file) throws FtpException {
    idle();
    return new FileDownload(session, transfers, pathname, file).runAsText();
  }

  /// Opens an upload (STOR, behind REST if there is an offset).
  public Store store(String pathname, TransferOptions options) throws FtpException {
    idle();
    return transfers.store(pathname, options);
  }

  /// Uploads a stream to its end; it stays open. Its failure is a `LocalFileException`, and nothing
  /// is stored.
  public TransferResult store(InputStream from, String pathname, TransferOptions options)
      throws FtpException {
    try (Store store = store(pathname, options)) {
      return Copies.toRemote(from, store);
    }
  }

  /// Uploads a local file; [Resume#YES] continues behind what the server has.
  public TransferResult store(Path file, String pathname, Resume resume) throws FtpException {
    idle();
    return new FileUpload(session, transfers, file, pathname).run(resume);
  }

  /// Opens an upload behind the end of a remote file (APPE).
  public Store append(String pathname, TransferOptions options) throws FtpException {
    idle();
    return transfers.append(pathname, options);
  }

  /// Ends the open transfer early (ABOR); may be called from any thread. Does nothing if there is
  /// none.
  public void abort() {
    running.get().ifPresent(TransferLink::abort);
  }

  /// Sends a command line as it is and gives the final reply, whatever it says. A verb that wants a
  /// data connection, or changes the protection of this one, is an `IllegalArgumentException`.
  public ReceivedReply raw(String line) throws FtpException {
    return new RawCommands(idle()).send(line);
  }

  /// Keeps the control connection in use (NOOP).
  public void keepAlive() throws FtpException {
    idle().perform(new Command.Noop());
  }

  /// Says goodbye (QUIT) and closes; an open transfer is aborted.
  public void quit() throws FtpException {
    abort();
    try (this) {
      session.quit();
    } catch (ConnectionException e) {
      // Who leaves has lost nothing by a server that left first.
      session.tell("the server said no goodbye: " + e.getMessage());
    }
  }

  /// Closes the connections without a word. Idempotent, from any thread.
  @Override
  public void close() {
    session.close();
    abort();
  }

  private Session idle() {
    if (running.get().filter(TransferLink::isOpen).isPresent()) {
      throw new IllegalStateException("a transfer is open on this client: close it first");
    }
    return session;
  }
}
