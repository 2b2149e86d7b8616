package io.ferryftp.boringssl;

import io.ferryftp.protocol.tls.NativeEngine;
import io.ferryftp.protocol.tls.TlsFacts.Handshake;
import java.lang.ref.Reference;
import java.nio.ByteBuffer;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.ssl.SSLEngineResult;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLEngineResult.Status;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// A server's end of one connection: [Talk] under a lock. Native memory is given back by
/// [#release], which any thread may call: no call is running natively then, and each later one
/// fails. What is forgotten goes with the engine.
final class BoringEngine extends ServerEngine implements NativeEngine {
  private final ReentrantLock lock = new ReentrantLock();
  private final Talk talk;

  BoringEngine(BoringServer server, BoringScope scope, Talk.Role role) {
    super(server.offer());
    this.talk = new Talk(server, scope, role, this);
  }

  @Override
  public SSLEngineResult unwrap(ByteBuffer from, ByteBuffer[] into, int offset, int length)
      throws SSLException {
    lock.lock();
    try {
      int start = from.position();
      ByteBuffer first = into[offset];
      int before = first.position();
      Status status = talk.hear(from, first);
      return new SSLEngineResult(
          status, talk.status(), from.position() - start, first.position() - before);
    } finally {
      Reference.reachabilityFence(this);
      lock.unlock();
    }
  }

  @Override
  public SSLEngineResult wrap(ByteBuffer[] from, int offset, int length, ByteBuffer into)
      throws SSLException {
    lock.lock();
    try {
      int start = into.position();
      ByteBuffer octets = from[offset];
      int before = octets.position();
      Status status = talk.say(octets, into);
      return new SSLEngineResult(
          status, talk.status(), octets.position() - before, into.position() - start);
    } finally {
      Reference.reachabilityFence(this);
      lock.unlock();
    }
  }

  @Override
  public HandshakeStatus getHandshakeStatus() {
    lock.lock();
    try {
      return talk.status();
    } finally {
      Reference.reachabilityFence(this);
      lock.unlock();
    }
  }

  /// How the handshake went, or where it was going when it failed.
  Handshake handshake() {
    lock.lock();
    try {
      return talk.handshake();
    } finally {
      Reference.reachabilityFence(this);
      lock.unlock();
    }
  }

  /// Says the control connection's ticket again, in front of what is said next.
  void renewTicket() {
    lock.lock();
    try {
      talk.renewTicket();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void release() {
    lock.lock();
    try {
      talk.release();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void beginHandshake() {
    // It begins with the client's word.
  }

  @Override
  public SSLSession getSession() {
    lock.lock();
    try {
      return talk.session();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public @Nullable SSLSession getHandshakeSession() {
    lock.lock();
    try {
      return talk.isShaking() ? BoringSession.NONE : null;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void closeInbound() {
    // The peer's end is looked for where octets are read.
  }

  @Override
  public boolean isInboundDone() {
    lock.lock();
    try {
      return talk.isInboundDone();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void closeOutbound() {
    lock.lock();
    try {
      talk.askForEnd();
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isOutboundDone() {
    lock.lock();
    try {
      return talk.isOutboundDone();
    } finally {
      lock.unlock();
    }
  }
}
