package io.ferryftp.testkit;

import io.ferryftp.server.config.TlsSessionReuse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// Starts an FTP server for each test of a class, on a free port of the loopback address and with
/// its files in memory.
///
/// Tests, `@BeforeEach` and `@AfterEach` methods and constructors get it as a parameter of type
/// [TestFtpServer]. It is closed after the test, with all sessions that are still open. Classes
/// that extend the class, and its `@Nested` classes, have it too; one that is annotated itself has
/// its own.
@Documented
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(FtpServerExtension.class)
public @interface RunFtpServer {
  /// The name of the one account.
  String user() default "tester";

  /// Its password.
  String password() default "secret";

  /// What it may do.
  Access access() default Access.READ_WRITE;

  /// What those may do who log in as `anonymous` or `ftp`.
  AnonymousAccess anonymous() default AnonymousAccess.NONE;

  /// How it speaks TLS: with a certificate from the authority of [TestCertificates].
  Tls tls() default Tls.NONE;

  /// Whether data connections must resume the TLS session of their control connection.
  TlsSessionReuse sessionReuse() default TlsSessionReuse.REQUIRED;

  /// How long a server lives.
  Lifetime lifetime() default Lifetime.EACH_TEST;

  /// How long a server lives.
  enum Lifetime {
    /// Each test has its own, so tests can run at the same time.
    EACH_TEST,
    /// All tests of the class share one, one after the other, and so its port, for programs that
    /// are told the port once. Files, sessions and events are still each test's own. `@BeforeAll`
    /// methods get it too, but what they put there is gone when the first test begins.
    CLASS
  }
}
