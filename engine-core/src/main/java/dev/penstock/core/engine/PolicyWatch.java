package dev.penstock.core.engine;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.PenstockException;
import dev.penstock.core.observe.Listeners;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Loads a changed policy file by itself. What is refused is reported once, not at every look. */
final class PolicyWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PolicyWatch.class);

  private final Policies policies;
  private final Listeners listeners;
  private final ScheduledExecutorService timer;
  private String lastRefusal = "";

  PolicyWatch(Policies policies, Listeners listeners, Duration interval) {
    this.policies = policies;
    this.listeners = listeners;
    this.timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("penstock-policy-watch").factory());
    long nanos = interval.toNanos();
    var unused = timer.scheduleWithFixedDelay(this::look, nanos, nanos, TimeUnit.NANOSECONDS);
  }

  private void look() {
    try {
      policies.reload();
      lastRefusal = "";
    } catch (PenstockException e) {
      if (e.code() == ErrorCode.CLOSED) {
        return;
      }
      String refusal = String.valueOf(e.getMessage());
      if (!refusal.equals(lastRefusal)) {
        lastRefusal = refusal;
        LOG.error("the changed policy is refused, the old one stays in force:\n{}", refusal);
        listeners.tell(() -> new EngineEvent.PolicyRefused(e));
      }
    } catch (RuntimeException e) {
      LOG.error("the policy could not be looked at; it stays as it is", e);
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
  }
}
