package io.ferryftp.server.session;

import io.ferryftp.protocol.command.AuthMechanism;
import io.ferryftp.protocol.reply.Reply;
import io.ferryftp.server.transfer.FileJob;
import io.ferryftp.server.transfer.TransferJob;
import java.util.function.Function;

/// What a handler has decided; the loop carries it out.
sealed interface Step {
  /// The session from now on, and the final reply.
  record Answer(Session session, Reply reply) implements Step {}

  /// The session from now on, the preliminary reply, and the transfer that will end with the final
  /// one.
  record Begin(Session session, Reply preliminary, TransferJob job) implements Step {}

  /// The session from now on, and a job without a data connection, which has no preliminary reply.
  ///
  /// @param done the final reply, if the job is completed with this remark
  record Beside(Session session, FileJob job, Function<String, Reply> done) implements Step {}

  /// Stop the running transfer, if there is one, then answer.
  record Abort(Session session) implements Step {}

  /// Answer in clear, then agree on TLS; the session is what goes into it.
  record Protect(Session session, Reply reply, AuthMechanism mechanism) implements Step {}

  /// Answer, then let the control connection go on in clear.
  record ClearControl(Session session, Reply reply) implements Step {}

  /// Answer, then forget everything, TLS included.
  record Reinitialise(Session session, Reply reply) implements Step {}

  /// The last reply, after a running transfer has ended; then the connection is closed.
  record Goodbye(Reply reply) implements Step {}
}
