package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.account.Account;
import io.ferryftp.account.Concession;
import io.ferryftp.account.Credentials;
import io.ferryftp.account.Origin;
import io.ferryftp.event.ServerEvent.ChosenBy;
import io.ferryftp.protocol.text.LegacyCharset;
import io.ferryftp.protocol.text.Secret;
import io.ferryftp.server.config.DeviceProfile;
import io.ferryftp.server.config.DeviceRules;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// What `--allow-fxp`, `--legacy-charset` and `--device` make of accounts and rules.
class ClientsOptionsTest {
  private static final InetAddress HOME = InetAddress.ofLiteral("192.0.2.7");

  @TempDir private Path directory;

  private ServePlan plan(String... options) throws MistakeException {
    var arguments = new ArrayList<>(List.of(options));
    arguments.addAll(
        List.of(
            directory.toString(),
            "--user",
            "anna:secret",
            "--anonymous",
            directory.toString(),
            "--data",
            directory.resolveSibling("state-of-it").toString()));
    var out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    var command =
        new ServeCommand(
            new Streams(
                InputStream.nullInputStream(),
                out,
                out,
                Map.of("HOME", directory.toString(), "USER", "x")));
    var spec = CommandSpec.create();
    command.options().declare(spec);
    new CommandLine(spec).parseArgs(arguments.toArray(String[]::new));
    return command.plan();
  }

  private static Account account(ServePlan plan, String name) throws IOException {
    var origin = new Origin(new InetSocketAddress(HOME, 1), new InetSocketAddress(HOME, 2));
    return plan.roster()
        .accounts(plan.tls(), plan.clients())
        .authenticate(new Credentials.Password(name, Secret.of("secret")), origin)
        .orElseThrow();
  }

  @Test
  void nothingIsConcededUnlessToldOtherwise() throws Exception {
    ServePlan plan = plan();

    assertThat(account(plan, "anna").concessions()).isEmpty();
    assertThat(account(plan, "anna").legacyCharset()).isEqualTo(LegacyCharset.WINDOWS_1252);
    assertThat(plan.clients().devices()).isEqualTo(DeviceRules.NONE);
  }

  @Test
  void otherServersAreForUsersWithANameOnly() throws Exception {
    ServePlan plan = plan("--allow-fxp", "--without-close-notify", "anna");

    assertThat(account(plan, "anna").concessions())
        .containsExactlyInAnyOrder(
            Concession.THIRD_PARTY_DATA, Concession.UPLOAD_WITHOUT_CLOSE_NOTIFY);
    assertThat(account(plan, "anonymous").concessions()).isEmpty();
  }

  @Test
  void theStartScreenSaysWhomTheyConcern() throws Exception {
    assertThat(
            plan("--allow-fxp", "--device", "printer=192.0.2.0/24", "--device", "camera=user:anna")
                .notes())
        .contains(
            "--allow-fxp: users may have this machine connect to other servers",
            "--device: whoever comes from 192.0.2.0/24 has the profile printer",
            "--device: anna has the profile camera");
    assertThat(plan().clients().notes(List.of())).isEmpty();
  }

  @Test
  void whatConcernsNobodyIsSaidToo() {
    var plan =
        new ClientsPlan(
            ClientsPlan.ThirdParties.ALLOWED, LegacyCharset.WINDOWS_1252, DeviceRules.NONE);

    assertThat(plan.notes(List.of()))
        .containsExactly(
            "--allow-fxp changes nothing: anonymous users never have data go between servers,"
                + " and there are no others");
  }

  @Test
  void theCharsetIsEverybodys() throws Exception {
    ServePlan plan = plan("--legacy-charset", "cp1251");

    assertThat(account(plan, "anna").legacyCharset())
        .isEqualTo(LegacyCharset.named("windows-1251"));
    assertThat(plan.clients().devices().strangersCharset())
        .isEqualTo(LegacyCharset.named("windows-1251"));
    assertThat(account(plan, "anonymous").legacyCharset())
        .isEqualTo(LegacyCharset.named("windows-1251"));
  }

  @Test
  void devicesAreChosenByAddressAndUser() throws Exception {
    DeviceRules rules =
        plan("--device", "printer=192.0.2.0/24", "--device", "mainframe=user:anna")
            .clients()
            .devices();

    assertThat(rules.choose(HOME, Optional.empty(), Optional.empty()))
        .contains(new DeviceRules.Chosen(DeviceProfile.PRINTER, ChosenBy.ADDRESS));
    assertThat(rules.choose(HOME, Optional.of("anna"), Optional.empty()))
        .contains(new DeviceRules.Chosen(DeviceProfile.MAINFRAME, ChosenBy.USER));
  }
}
