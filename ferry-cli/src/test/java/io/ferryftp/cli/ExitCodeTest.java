package io.ferryftp.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.client.error.ConnectionException;
import io.ferryftp.client.error.DataConnectionException;
import io.ferryftp.client.error.Failure;
import io.ferryftp.client.error.FtpException;
import io.ferryftp.client.error.LimitException;
import io.ferryftp.client.error.LocalFileException;
import io.ferryftp.client.error.LoginException;
import io.ferryftp.client.error.OperationInterruptedException;
import io.ferryftp.client.error.RefusedException;
import io.ferryftp.client.error.Step;
import io.ferryftp.client.error.TlsException;
import io.ferryftp.client.error.VerificationException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Scripts rely on these numbers: this table changes only with the one in `docs/client.md`.
class ExitCodeTest {
  @Test
  void numbersAreAPromise() {
    Map<Integer, ExitCode> numbers =
        Arrays.stream(ExitCode.values())
            .collect(Collectors.toMap(ExitCode::number, c -> c, (a, _) -> a, TreeMap::new));
    assertThat(numbers)
        .containsExactly(
            Map.entry(0, ExitCode.OK),
            Map.entry(1, ExitCode.FAILURE),
            Map.entry(2, ExitCode.USAGE),
            Map.entry(3, ExitCode.CONNECTION),
            Map.entry(4, ExitCode.LOGIN),
            Map.entry(5, ExitCode.TLS),
            Map.entry(6, ExitCode.DATA_CONNECTION),
            Map.entry(7, ExitCode.LOCAL_FILE),
            Map.entry(8, ExitCode.VERIFICATION),
            Map.entry(130, ExitCode.INTERRUPTED),
            Map.entry(143, ExitCode.TERMINATED));
  }

  @Test
  void everyFailureHasOne() {
    Failure failure = Failure.at(Step.COMMAND, "no");
    Map<FtpException, ExitCode> table =
        Map.of(
            new RefusedException(failure), ExitCode.FAILURE,
            new LimitException(failure), ExitCode.FAILURE,
            new ConnectionException(failure), ExitCode.CONNECTION,
            new LoginException(failure), ExitCode.LOGIN,
            new TlsException(failure), ExitCode.TLS,
            new DataConnectionException(failure), ExitCode.DATA_CONNECTION,
            new LocalFileException(failure), ExitCode.LOCAL_FILE,
            new VerificationException(failure), ExitCode.VERIFICATION,
            new OperationInterruptedException(failure), ExitCode.INTERRUPTED);
    table.forEach((thrown, code) -> assertThat(ExitCode.of(thrown)).isEqualTo(code));
    assertThat(table).hasSize(FtpException.class.getPermittedSubclasses().length);
  }
}
