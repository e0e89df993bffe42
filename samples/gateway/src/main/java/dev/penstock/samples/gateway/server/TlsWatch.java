package dev.penstock.samples.gateway.server;

import io.helidon.common.tls.Tls;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Looks at the files of TLS once a second. A changed pair is used from the next connection on; one
 * that is of no use changes nothing, and is told once.
 */
final class TlsWatch implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(TlsWatch.class.getName());
  private static final long LOOK_MILLIS = Duration.ofSeconds(1).toMillis();

  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          task -> Thread.ofPlatform().daemon().name("gateway-tls").unstarted(task));
  private final Consumer<Tls> use;
  private TlsPair known;
  private @Nullable TlsPair refused;
  private volatile @Nullable String trouble;

  TlsWatch(TlsPair known, Consumer<Tls> use) {
    this.known = known;
    this.use = use;
    var unused =
        timer.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Why changed files are not in use, or null. */
  @Nullable String trouble() {
    return trouble;
  }

  private void look() {
    @Nullable TlsPair found = null;
    try {
      found = TlsPair.read(known.files());
      if (!found.equals(known) && !found.equals(refused)) {
        use.accept(found.tls());
        known = found;
        LOG.log(System.Logger.Level.INFO, "a changed certificate is in use");
      }
      if (found.equals(known)) {
        trouble = null;
      }
    } catch (IOException | RuntimeException e) {
      refused = found;
      tell(String.valueOf(e.getMessage()));
    }
  }

  private void tell(String message) {
    if (!message.equals(trouble)) {
      LOG.log(System.Logger.Level.ERROR, "the certificate stays as it was: " + message);
    }
    trouble = message;
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
