package io.ferryftp.tests.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.name;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import io.ferryftp.protocol.text.Secret;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Who may use whom. The modules' own declarations check the directions between the libraries; what
/// is here they cannot say: directions between packages, who meets the network, what nobody does.
final class ArchitectureTest {
  private static final String PROTOCOL = "io.ferryftp.protocol..";
  private static final String[] SPI = {
    "io.ferryftp.account", "io.ferryftp.event", "io.ferryftp.storage"
  };
  private static final String SERVER = "io.ferryftp.server..";
  private static final String CLIENT = "io.ferryftp.client..";
  private static final String BORING_SSL = "io.ferryftp.boringssl..";
  private static final String NATIVES = "io.netty.internal.tcnative..";
  private static final String TEST_KIT = "io.ferryftp.testkit..";
  private static final String CLI = "io.ferryftp.cli..";

  /// Packages of libraries that open sockets, and those that JSSE hands one; the server itself
  /// listens. Everything else gets streams, channels and addresses.
  private static final String[] NETWORK = {
    "io.ferryftp.protocol.net",
    "io.ferryftp.protocol.tls",
    "io.ferryftp.server",
    "io.ferryftp.server.tls",
    "io.ferryftp.server.transfer",
    "io.ferryftp.client.control",
    "io.ferryftp.client.data",
    // JSSE hands sockets to key and trust managers.
    "io.ferryftp.client.tls"
  };

  /// Where secrets are looked at: each one checks, sends or shows them, and is read with that in
  /// mind.
  private static final Set<String> REVEALERS =
      Set.of(
          "io.ferryftp.protocol.command.Command$Pass",
          "io.ferryftp.protocol.command.Command$Acct",
          "io.ferryftp.protocol.text.Secret",
          "io.ferryftp.protocol.tls.PemKeys",
          "io.ferryftp.protocol.tls.Pkcs12",
          "io.ferryftp.client.control.Masks",
          "io.ferryftp.server.account.PasswordHash",
          "io.ferryftp.cli.Serving",
          "io.ferryftp.cli.StartScreen");

  private static JavaClasses main;

  @BeforeAll
  static void read() {
    main =
        new ClassFileImporter()
            .withImportOption(location -> !location.contains("/io/ferryftp/tests/"))
            .importPackages("io.ferryftp");
    assertThat(main).as("the classes to check are found").hasSizeGreaterThan(50);
  }

  @Test
  void protocolUsesTheJdkAlone() {
    classes()
        .that()
        .resideInAPackage(PROTOCOL)
        .should()
        .onlyDependOnClassesThat(jdkOr(PROTOCOL))
        .check(main);
  }

  @Test
  void spiUsesTheProtocolAndTheJdk() {
    classes()
        .that()
        .resideInAnyPackage(SPI)
        .should()
        .onlyDependOnClassesThat(jdkOr(PROTOCOL).or(resideInAnyPackage(SPI)))
        .check(main);
  }

  @Test
  void serverUsesTheSpiTheProtocolAndTheJdk() {
    classes()
        .that()
        .resideInAPackage(SERVER)
        .should()
        .onlyDependOnClassesThat(jdkOr(PROTOCOL, SERVER).or(resideInAnyPackage(SPI)))
        .check(main);
  }

  @Test
  void clientUsesTheProtocolAndTheJdk() {
    classes()
        .that()
        .resideInAPackage(CLIENT)
        .should()
        .onlyDependOnClassesThat(jdkOr(PROTOCOL, CLIENT))
        .check(main);
  }

  @Test
  void boringSslUsesTheProtocolAndTheNativesInOneClass() {
    classes()
        .that()
        .resideInAPackage(BORING_SSL)
        .should()
        .onlyDependOnClassesThat(jdkOr(PROTOCOL, BORING_SSL, NATIVES))
        .check(main);
    noClasses()
        .that()
        .doNotHaveFullyQualifiedName("io.ferryftp.boringssl.BoringSsl")
        .should()
        .callMethodWhere(target(owner(resideInAnyPackage(NATIVES))))
        .check(main);
    noClasses()
        .that()
        .resideOutsideOfPackage(BORING_SSL)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(BORING_SSL, NATIVES)
        .check(main);
  }

  @Test
  void testKitUsesTheServerAndJUnit() {
    classes()
        .that()
        .resideInAPackage(TEST_KIT)
        .should()
        .onlyDependOnClassesThat(
            jdkOr(PROTOCOL, SERVER, TEST_KIT, "org.junit.jupiter.api..", "org.junit.platform..")
                .or(resideInAnyPackage("org.bouncycastle.."))
                .or(resideInAnyPackage(SPI)))
        .check(main);
  }

  @Test
  void onlyTestsUseTheTestKit() {
    noClasses()
        .that()
        .resideOutsideOfPackage(TEST_KIT)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(TEST_KIT)
        .check(main);
  }

  @Test
  void nobodyUsesTheProgram() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CLI)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CLI)
        .check(main);
  }

  @Test
  void packagesHaveNoCycles() {
    slices().matching("io.ferryftp.(**)").should().beFreeOfCycles().check(main);
  }

  @Test
  void sessionsStandAboveTransfersAndTransfersAboveNothingOfTheServers() {
    noClasses()
        .that()
        .resideInAnyPackage(
            "io.ferryftp.server.transfer..",
            "io.ferryftp.server.storage..",
            "io.ferryftp.server.account..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.ferryftp.server.session..")
        .check(main);
    noClasses()
        .that()
        .resideInAPackage("io.ferryftp.server.transfer..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("io.ferryftp.server.storage..", "io.ferryftp.server.account..")
        .check(main);
  }

  @Test
  void storageKnowsNeitherSessionsNorReplies() {
    noClasses()
        .that()
        .resideInAnyPackage("io.ferryftp.server.storage..", "io.ferryftp.storage..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(
            "io.ferryftp.protocol.command..",
            "io.ferryftp.protocol.reply..",
            "io.ferryftp.protocol.net..",
            "io.ferryftp.server.transfer..",
            "io.ferryftp.server.session..")
        .check(main);
  }

  @Test
  void onlyTheNetworkPackagesOpenSockets() {
    noClasses()
        .that()
        .resideInAnyPackage(PROTOCOL, SERVER, CLIENT)
        .or()
        .resideInAnyPackage(SPI)
        .and()
        .resideOutsideOfPackages(NETWORK)
        .should()
        .dependOnClassesThat(isSocket())
        .check(main);
  }

  @Test
  void librariesStartNoProcessAndReadNoSerialisedObjects() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CLI, "io.ferryftp.benchmarks..")
        .should()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.lang.ProcessBuilder")
        .orShould()
        .callMethodWhere(target(name("exec")))
        .orShould()
        .dependOnClassesThat()
        .haveFullyQualifiedName("java.io.ObjectInputStream")
        .check(main);
  }

  @Test
  void librariesEndNoVirtualMachineAndSetNoPropertyOfIt() {
    noClasses()
        .that()
        .resideOutsideOfPackages(CLI, "io.ferryftp.benchmarks..")
        .should()
        .callMethod(System.class, "exit", int.class)
        .orShould()
        .callMethod(System.class, "setProperty", String.class, String.class)
        .orShould()
        .accessField(System.class, "out")
        .orShould()
        .accessField(System.class, "err")
        .check(main);
  }

  @Test
  void secretsAreRevealedInListedPlacesAlone() {
    Set<String> callers =
        main.get(Secret.class).getMethod("reveal").getCallsOfSelf().stream()
            .map(call -> call.getOriginOwner().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(REVEALERS).containsAll(callers);
  }

  private static DescribedPredicate<JavaClass> jdkOr(String... packages) {
    // JSpecify's annotations are for compilers; nothing of them is there at run time.
    return resideInAnyPackage(
            "java..",
            "javax.crypto..",
            "javax.naming..",
            "javax.net.ssl",
            "javax.security.auth.x500",
            "org.jspecify.annotations")
        .or(resideInAnyPackage(packages));
  }

  private static DescribedPredicate<JavaClass> isSocket() {
    return DescribedPredicate.describe(
        "are sockets",
        type ->
            Set.of(
                    "java.net.Socket",
                    "java.net.ServerSocket",
                    "java.net.DatagramSocket",
                    "java.nio.channels.SocketChannel",
                    "java.nio.channels.ServerSocketChannel",
                    "java.nio.channels.DatagramChannel",
                    "java.nio.channels.Selector")
                .contains(type.getName()));
  }
}
