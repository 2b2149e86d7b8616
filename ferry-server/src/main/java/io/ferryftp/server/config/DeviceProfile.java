package io.ferryftp.server.config;

import static io.ferryftp.server.config.Leniency.DIRECTORY_BEFORE_LOGIN;
import static io.ferryftp.server.config.Leniency.LEGACY_NAMES;
import static io.ferryftp.server.config.Leniency.ODD_MODE;
import static io.ferryftp.server.config.Leniency.ODD_SITE;
import static io.ferryftp.server.config.Leniency.ODD_TYPE;
import static io.ferryftp.server.config.Leniency.UPLOAD_WITHOUT_CLOSE_NOTIFY;
import static io.ferryftp.server.config.Leniency.UTF8_REFUSED;

import io.ferryftp.protocol.text.WireText;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The kinds of clients that cannot be changed any more, one row each: what is forgiven them beyond
/// what everybody may do, by which words behind CLNT they are known, and who has seen it.
///
/// Much that servers refuse to such devices needs no row, because everybody may do it here: LPRT,
/// NLST of a file or of `*.csv`, `LIST -aL`, `TYPE A T`, X-commands, bare line feeds, Telnet
/// commands.
// The checker knows its own immutable types only: a set that Set.copyOf made is one too.
@SuppressWarnings("ImmutableEnumChecker")
public enum DeviceProfile {
  /// Printers and scanners that send what they scan.
  PRINTER(
      "printer|scanner|copier|mfp|lexmark|kyocera|ricoh|xerox|konica",
      "a Lexmark X464 gave up at 504 to its TYPE (drakkan/sftpgo#1082); CWD before login is told of"
          + " devices without a name",
      ODD_TYPE,
      ODD_MODE,
      DIRECTORY_BEFORE_LOGIN,
      UPLOAD_WITHOUT_CLOSE_NOTIFY),
  /// Cameras and recorders that send pictures.
  CAMERA(
      "camera|ipcam|nvr|dvr|hikvision|dahua|reolink|axis",
      "no report of its own: taken to have the same small clients as printers",
      ODD_TYPE,
      DIRECTORY_BEFORE_LOGIN,
      UPLOAD_WITHOUT_CLOSE_NOTIFY),
  /// Controllers and data loggers that append to their records.
  CONTROLLER(
      "plc|logger|controller|siemens|beckhoff|wago",
      "a data logger asks NLST for one file, another LIST for *.csv, which needs no row here"
          + " (drakkan/sftpgo#676, fclairamb/ftpserverlib#253); others set what they do not need",
      ODD_TYPE,
      ODD_MODE,
      ODD_SITE,
      DIRECTORY_BEFORE_LOGIN,
      UPLOAD_WITHOUT_CLOSE_NOTIFY),
  /// Mainframes, which describe their data sets in front of each file.
  MAINFRAME(
      "z/os|mvs|os/400|as/400|vse",
      "the FTP client of z/OS sends SITE with the form of its data set before STOR (SENDSITE)",
      ODD_SITE),
  /// The file manager of Windows, where names are in the code page of its country.
  WINDOWS_EXPLORER(
      "explorer|wininet|msie",
      "shows UTF-8 names in its code page although OPTS UTF8 ON was granted"
          + " (drakkan/sftpgo#2022), and uses the code page when it is refused"
          + " (giampaolo/pyftpdlib#266)",
      LEGACY_NAMES,
      UTF8_REFUSED),
  /// Anything else that writes names in an old character set and cannot say so; it is never known
  /// by its words.
  OLD_CLIENT(
      "",
      "clients that know neither UTF-8 nor OPTS (giampaolo/pyftpdlib#110, #257, #625)",
      LEGACY_NAMES);

  private final List<String> clientNames;
  private final Pattern anyName;
  private final String evidence;
  private final Set<Leniency> leniencies;

  DeviceProfile(String clientNames, String evidence, Leniency... leniencies) {
    this.clientNames = clientNames.isEmpty() ? List.of() : List.of(clientNames.split("\\|"));
    this.anyName = anyOf(this.clientNames);
    this.evidence = evidence;
    this.leniencies = EnumSet.copyOf(Arrays.asList(leniencies));
  }

  /// One of the names as a word of its own; without names nothing fits.
  private static Pattern anyOf(List<String> names) {
    String any = names.stream().map(Pattern::quote).collect(Collectors.joining("|"));
    return names.isEmpty()
        ? Pattern.compile("(?!)")
        : Pattern.compile("(?<![a-z\\d])(?:" + any + ")(?![a-z])", Pattern.CASE_INSENSITIVE);
  }

  /// What is forgiven, in the order of [Leniency].
  public Set<Leniency> leniencies() {
    return EnumSet.copyOf(leniencies);
  }

  /// The words behind CLNT by which a client of this kind is known, in lower case.
  public List<String> clientNames() {
    return clientNames;
  }

  /// Who has seen such a client, and what it did.
  public String evidence() {
    return evidence;
  }

  /// As options and events name it: `windows-explorer`.
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// The profile with this [#word].
  public static Optional<DeviceProfile> of(String word) {
    return Arrays.stream(values()).filter(profile -> profile.word().equals(word)).findFirst();
  }

  /// The first profile that knows a client by what it said behind CLNT, of which the beginning
  /// counts.
  public static Optional<DeviceProfile> ofClient(String text) {
    String beginning = text.substring(0, Math.min(text.length(), WireText.EXCERPT_CHARS));
    return Arrays.stream(values())
        .filter(profile -> profile.anyName.matcher(beginning).find())
        .findFirst();
  }
}
