package io.ferryftp.tests.peers;

import io.ferryftp.testkit.CertificateFiles;
import io.ferryftp.tests.harness.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// vsftpd, whose accounts are those of the system.
final class Vsftpd implements PeerServer {
  @Override
  public String name() {
    return "vsftpd";
  }

  @Override
  public Map<Difference, String> differences() {
    return Map.of(
        Difference.LISTS_AS_UNIX_DOES, "it knows neither MLSD nor MLST",
        Difference.LISTS_NOTHING_AS_EMPTY, "it answers 226 to LIST of anything",
        Difference.TILDE_IS_HOME, "it expands ~ as a shell does");
  }

  @Override
  public Set<Protection.Beginning> beginnings() {
    return EnumSet.allOf(Protection.Beginning.class);
  }

  @Override
  public RunningServer start(Site site) throws IOException, InterruptedException {
    Program program = Program.require("vsftpd");
    // It wants an empty directory that nobody may write, for processes that need no files.
    Path empty =
        Files.createDirectory(
            site.scratch().resolve("empty"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("r-xr-xr-x")));
    Path config =
        site.write("vsftpd.conf", configuration(site, empty) + manners(site) + protection(site));
    return ChildServer.start(
        site, PrivateAccounts.with(site, name(), program.command(config.toString())));
  }

  private static String manners(Site site) {
    return site.is(Site.Manner.IMPATIENT)
        ? """
        idle_session_timeout=%1$d
        data_connection_timeout=%1$d
        accept_timeout=%1$d
        connect_timeout=%1$d
        """
            .formatted(Site.SHORT_SECONDS)
        : "";
  }

  /// Data connections have to resume the session of a control connection, which is its default,
  /// unless the site says otherwise.
  private static String protection(Site site) throws IOException {
    if (site.protection().isEmpty()) {
      return "";
    }
    CertificateFiles files = Protection.certificate(site);
    return """
    ssl_enable=YES
    implicit_ssl=%1$s
    rsa_cert_file=%3$s
    rsa_private_key_file=%4$s
    ssl_ciphers=HIGH
    force_local_logins_ssl=%2$s
    force_local_data_ssl=%2$s
    require_ssl_reuse=%5$s
    strict_ssl_read_eof=YES
    strict_ssl_write_shutdown=NO
    debug_ssl=YES
    """
        .formatted(
            site.isImplicit() ? "YES" : "NO",
            site.isProtectionRequired() ? "YES" : "NO",
            files.chain(),
            files.key(),
            site.is(Site.Manner.UNBOUND) ? "NO" : "YES");
  }

  /// The sandbox and the namespaces of each session are left out: within containers the server dies
  /// of them, and they say nothing about the protocol.
  private static String configuration(Site site, Path empty) {
    return """
    background=NO
    listen=%s
    listen_ipv6=%s
    listen_address%s=%s
    listen_port=%d
    pasv_min_port=%d
    pasv_max_port=%d
    connect_from_port_20=NO
    anonymous_enable=NO
    local_enable=YES
    write_enable=YES
    local_umask=022
    local_root=%s
    chroot_local_user=YES
    allow_writeable_chroot=YES
    secure_chroot_dir=%s
    pam_service_name=%s
    tcp_wrappers=NO
    session_support=NO
    ascii_upload_enable=YES
    ascii_download_enable=YES
    async_abor_enable=YES
    mdtm_write=YES
    seccomp_sandbox=NO
    isolate=NO
    isolate_network=NO
    xferlog_enable=YES
    log_ftp_protocol=YES
    vsftpd_log_file=%s
    """
        .formatted(
            site.isIpv6() ? "NO" : "YES",
            site.isIpv6() ? "YES" : "NO",
            site.isIpv6() ? "6" : "",
            site.host(),
            site.port(),
            Site.FIRST_PASSIVE,
            Site.LAST_PASSIVE,
            site.served(),
            empty,
            PrivateAccounts.SERVICE,
            site.scratch().resolve("vsftpd.log"));
  }
}
