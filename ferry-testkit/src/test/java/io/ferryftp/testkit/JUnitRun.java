package io.ferryftp.testkit;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/// What JUnit says of a test class that is run inside of a test.
///
/// @param passed the names of the tests that passed
/// @param failed the names of those that failed
/// @param why what they failed with, for messages
record JUnitRun(List<String> passed, List<String> failed, String why) {
  static JUnitRun of(Class<?> tests, Map<String, String> settings) {
    var passed = new ArrayList<String>();
    var failed = new ArrayList<String>();
    var why = new StringWriter();
    var listener =
        new TestExecutionListener() {
          @Override
          public synchronized void executionFinished(
              TestIdentifier test, TestExecutionResult result) {
            String name = test.getDisplayName().replaceAll("\\(.*\\)", "");
            if (result.getStatus() == Status.SUCCESSFUL && test.isTest()) {
              passed.add(name);
            } else if (result.getStatus() == Status.FAILED) {
              failed.add(name);
              result.getThrowable().ifPresent(e -> e.printStackTrace(new PrintWriter(why, true)));
            }
          }
        };
    var request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectClass(tests))
            .configurationParameters(settings)
            .build();
    LauncherFactory.create().execute(request, listener);
    return new JUnitRun(List.copyOf(passed), List.copyOf(failed), why.toString());
  }

  static JUnitRun of(Class<?> tests) {
    return of(tests, Map.of());
  }
}
