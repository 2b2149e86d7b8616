package io.ferryftp.testkit;

import io.ferryftp.testkit.RunFtpServer.Lifetime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolutionException;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

/// What [RunFtpServer] does. It holds nothing itself: a server is in JUnit's store of the test, or
/// of the class, that it belongs to, and JUnit closes it at the end of that.
public final class FtpServerExtension
    implements BeforeAllCallback, BeforeEachCallback, ParameterResolver {
  private static final Namespace NAMESPACE = Namespace.create(FtpServerExtension.class);

  /// The annotation that counts for a test, and the class that it is on or that inherited it.
  private record Order(RunFtpServer server, Class<?> place) {}

  @Override
  public void beforeAll(ExtensionContext context) {
    if (order(context).server.lifetime() == Lifetime.CLASS) {
      server(context);
    }
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    server(context);
  }

  @Override
  public ExtensionContextScope getTestInstantiationExtensionContextScope(ExtensionContext root) {
    return ExtensionContextScope.TEST_METHOD; // so that a constructor gets the server of its test
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType().equals(TestFtpServer.class);
  }

  @Override
  public TestFtpServer resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return server(context);
  }

  private static TestFtpServer server(ExtensionContext context) {
    Order order = order(context);
    return switch (order.server.lifetime()) {
      case EACH_TEST -> {
        if (context.getTestMethod().isEmpty()) {
          throw new ParameterResolutionException(
              "a server for each test is not there before the tests; see the lifetime CLASS");
        }
        yield in(context, order);
      }
      case CLASS -> {
        TestFtpServer shared = in(contextOf(order.place, context), order);
        if (context.getTestMethod().isPresent()) {
          cleanOnce(context, shared);
        }
        yield shared;
      }
    };
  }

  private static TestFtpServer in(ExtensionContext context, Order order) {
    // The key tells a class's server from that of a class around it, in whose store JUnit looks
    // too.
    return context
        .getStore(NAMESPACE)
        .computeIfAbsent(order, FtpServerExtension::start, TestFtpServer.class);
  }

  private static TestFtpServer start(Order order) {
    return TestFtpServer.builder()
        .user(order.server.user())
        .password(order.server.password())
        .access(order.server.access())
        .anonymous(order.server.anonymous())
        .tls(order.server.tls())
        .sessionReuse(order.server.sessionReuse())
        .start();
  }

  /// Cleans up before the first use in a test, and cuts what the test leaves behind.
  private static void cleanOnce(ExtensionContext test, TestFtpServer shared) {
    Store store = test.getStore(NAMESPACE);
    store.computeIfAbsent(
        test.getUniqueId(),
        _ -> {
          shared.reset();
          return new Leaving(shared);
        },
        Leaving.class);
  }

  /// Ends the use of a shared server by one test.
  private record Leaving(TestFtpServer shared) implements AutoCloseable {
    @Override
    public void close() {
      shared.reset();
    }
  }

  /// The outermost context of a class that is this one, or of which it is a part.
  private static ExtensionContext contextOf(Class<?> place, ExtensionContext context) {
    var around = new ArrayList<ExtensionContext>();
    for (Optional<ExtensionContext> at = Optional.of(context);
        at.isPresent();
        at = at.get().getParent()) {
      if (at.get().getTestMethod().isEmpty()
          && at.get().getTestClass().equals(Optional.of(place))) {
        around.add(at.get());
      }
    }
    return around.getLast();
  }

  private static Order order(ExtensionContext context) {
    Class<?> test = context.getRequiredTestClass();
    var classes = new ArrayList<Class<?>>(List.of(test));
    classes.addAll(context.getEnclosingTestClasses().reversed());
    for (Class<?> place : classes) {
      Optional<RunFtpServer> found = AnnotationSupport.findAnnotation(place, RunFtpServer.class);
      if (found.isPresent()) {
        return new Order(found.get(), place);
      }
    }
    throw new ExtensionConfigurationException(test.getName() + " lacks @RunFtpServer");
  }
}
