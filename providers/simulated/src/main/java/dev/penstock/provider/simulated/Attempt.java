package dev.penstock.provider.simulated;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import java.time.Duration;

/** One running call: what time it may take, and how it waits and fails. */
final class Attempt implements AutoCloseable {
  private final String model;
  private final long start;
  private final Duration timeout;
  private final Duration connectTimeout;
  private final Pause pause;
  private final Runnable onClose;

  Attempt(
      String model,
      long start,
      Duration timeout,
      Duration connectTimeout,
      Pause pause,
      Runnable onClose) {
    this.model = model;
    this.start = start;
    this.timeout = timeout;
    this.connectTimeout = connectTimeout;
    this.pause = pause;
    this.onClose = onClose;
  }

  /**
   * Waits until so long after the start.
   *
   * @throws ProviderException if that is after the call's timeout, or the call is cancelled
   */
  void waitFor(Duration sinceStart) throws ProviderException {
    if (sinceStart.compareTo(timeout) > 0) {
      sleepUntil(timeout);
      throw Faults.of(FailureKind.TIMEOUT, model);
    }
    sleepUntil(sinceStart);
  }

  /** Waits as long as such a fault takes, and says what it is. */
  ProviderException fail(FailureKind fault, SimulatedAnswer answer) throws ProviderException {
    switch (fault) {
      case TIMEOUT -> sleepUntil(timeout);
      case CONNECT_TIMEOUT ->
          sleepUntil(connectTimeout.compareTo(timeout) < 0 ? connectTimeout : timeout);
      default -> waitFor(answer.latency());
    }
    return Faults.of(fault, model);
  }

  private void sleepUntil(Duration sinceStart) throws ProviderException {
    if (sinceStart.isZero()) {
      return;
    }
    try {
      if (!pause.until(start + sinceStart.toNanos())) {
        throw Faults.cancelled(model);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Faults.cancelled(model);
    }
  }

  /** Ends a wait of another thread. */
  @Override
  public void close() {
    pause.end();
    onClose.run();
  }
}
