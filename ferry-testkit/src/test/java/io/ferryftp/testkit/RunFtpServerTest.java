package io.ferryftp.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ferryftp.testkit.RunFtpServer.Lifetime;
import java.io.IOException;
import java.net.ConnectException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/// What the annotation promises, by running classes that have it.
@Timeout(60)
final class RunFtpServerTest {
  private static final List<TestFtpServer> SEEN = new CopyOnWriteArrayList<>();
  private static final List<Talk> LEAKED = new CopyOnWriteArrayList<>();

  @BeforeEach
  void forget() {
    SEEN.clear();
    LEAKED.clear();
  }

  private static JUnitRun passed(Class<?> tests, Map<String, String> settings) {
    var run = JUnitRun.of(tests, settings);
    assertThat(run.failed()).as(run.why()).isEmpty();
    return run;
  }

  private static void assertStopped(TestFtpServer server) {
    assertThatThrownBy(() -> new Talk(server)).isInstanceOf(ConnectException.class);
  }

  /// Leaves a file and a session behind, and expects neither.
  private static void use(TestFtpServer server) throws IOException {
    assertThat(server.files().names("/")).isEmpty();
    assertThat(server.engine().sessions()).isZero();
    server.files().put("/left", "x");
    LEAKED.add(Talk.loggedIn(server));
    SEEN.add(server);
  }

  @Test
  void eachTestHasItsOwnServerWhichEndsWithIt() {
    assertThat(passed(Each.class, Map.of()).passed()).hasSize(3);
    assertThat(Set.copyOf(SEEN)).hasSize(3);
    assertThat(SEEN).allSatisfy(RunFtpServerTest::assertStopped);
    assertThat(LEAKED).hasSize(3).allMatch(Talk::isClosedByServer);
  }

  @RunFtpServer
  static final class Each {
    private final TestFtpServer given;

    Each(TestFtpServer given) {
      this.given = given;
    }

    @BeforeEach
    void before(TestFtpServer server) {
      assertThat(server).isSameAs(given);
    }

    @RepeatedTest(3)
    void test(TestFtpServer server) throws IOException {
      assertThat(server).isSameAs(given);
      assertThat(server.user()).isEqualTo("tester");
      use(server);
    }

    @AfterEach
    void after(TestFtpServer server) {
      assertThat(server.files().names("/")).containsExactly("left");
    }
  }

  @Test
  void testsRunAtTheSameTime() {
    passed(
        Parallel.class,
        Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "2"));
    assertThat(Set.copyOf(SEEN)).hasSize(2);
  }

  @RunFtpServer
  static final class Parallel {
    private static final CyclicBarrier BOTH = new CyclicBarrier(2);

    @Test
    void one(TestFtpServer server) throws Exception {
      meet(server);
    }

    @Test
    void other(TestFtpServer server) throws Exception {
      meet(server);
    }

    private static void meet(TestFtpServer server) throws Exception {
      use(server);
      BOTH.await(20, TimeUnit.SECONDS);
      assertThat(server.files().names("/")).containsExactly("left");
    }
  }

  @Test
  void aClassSharesAPortAndNothingElse() {
    passed(Shared.class, Map.of());
    assertThat(SEEN).hasSize(3);
    assertThat(Set.copyOf(SEEN)).hasSize(1);
    assertStopped(SEEN.getFirst());
    assertThat(LEAKED).hasSize(3).allMatch(Talk::isClosedByServer);
  }

  @RunFtpServer(lifetime = Lifetime.CLASS)
  static final class Shared {
    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    @BeforeAll
    static void beforeAll(TestFtpServer server) {
      PORTS.add(server.port());
      server.files().put("/early", "gone when the first test begins");
    }

    @RepeatedTest(2)
    void test(TestFtpServer server) throws IOException {
      PORTS.add(server.port());
      assertThat(PORTS).hasSize(1);
      use(server);
    }

    @Nested
    class Inner {
      @Test
      void nested(TestFtpServer server) throws IOException {
        assertThat(PORTS).containsExactly(server.port());
        use(server);
      }
    }
  }

  @Test
  void nestedAndInheritingClassesHaveItToo() {
    assertThat(passed(Child.class, Map.of()).passed())
        .containsExactlyInAnyOrder("inherited", "own", "ofTheOuter", "ofItsOwn");
  }

  @RunFtpServer(
      user = "anna",
      password = "p",
      access = Access.READ_ONLY,
      anonymous = AnonymousAccess.READ_ONLY)
  static class Parent {
    @Test
    void inherited(TestFtpServer server) throws IOException {
      check(server);
    }

    static void check(TestFtpServer server) throws IOException {
      assertThat(server.user()).isEqualTo("anna");
      assertThat(server.password()).isEqualTo("p");
      use(server);
      assertThat(LEAKED.getLast().say("MKD /d")).isEqualTo(550);
      try (var stranger = new Talk(server)) {
        stranger.say("USER ftp");
        assertThat(stranger.say("PASS x")).isEqualTo(230);
      }
    }
  }

  static final class Child extends Parent {
    @Test
    void own(TestFtpServer server) throws IOException {
      check(server);
    }

    @Nested
    class Inside {
      @Test
      void ofTheOuter(TestFtpServer server) throws IOException {
        check(server);
      }
    }

    @Nested
    @RunFtpServer(user = "bert", lifetime = Lifetime.CLASS)
    class Other {
      @Test
      void ofItsOwn(TestFtpServer server) throws IOException {
        assertThat(server.user()).isEqualTo("bert");
        use(server);
      }
    }
  }

  @Test
  void aServerOfEachTestIsNotThereBeforeThem() {
    var run = JUnitRun.of(TooEarly.class);
    assertThat(run.passed()).isEmpty();
    assertThat(run.why()).contains("see the lifetime CLASS");
  }

  @RunFtpServer
  static final class TooEarly {
    @BeforeAll
    static void beforeAll(TestFtpServer server) {
      SEEN.add(server);
    }

    @Test
    void test() {
      assertThat(SEEN).isEmpty();
    }
  }
}
