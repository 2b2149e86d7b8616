package io.ferryftp.server.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import io.ferryftp.event.EventListener;
import io.ferryftp.event.ServerEvent;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/// Keeps what happened, and lets a test wait for it.
final class RecordedEvents implements EventListener {
  private static final int GENEROUS_SECONDS = 20;

  private final List<ServerEvent> all = new CopyOnWriteArrayList<>();
  private final Semaphore news = new Semaphore(0);

  @Override
  public void on(ServerEvent event) {
    all.add(event);
    news.release();
  }

  <E extends ServerEvent> List<E> of(Class<E> kind) {
    return all.stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// Waits until there are so many of a kind.
  <E extends ServerEvent> List<E> await(Class<E> kind, int count) throws InterruptedException {
    while (of(kind).size() < count) {
      assertThat(news.tryAcquire(GENEROUS_SECONDS, TimeUnit.SECONDS))
          .as("%d × %s among %s", count, kind.getSimpleName(), all)
          .isTrue();
    }
    return of(kind);
  }
}
