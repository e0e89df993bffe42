package dev.penstock.core.model;

import dev.penstock.core.limit.Taken;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Leave for one call to a model: a place among the calls that run, the permits of its breakers and
 * what it took from the limits. All are given back once, with the call's result.
 */
public final class Pass implements Access {
  private final Model model;
  private final Health.Permit permit;
  private final Taken taken;
  private final long started;
  private final AtomicBoolean over = new AtomicBoolean();

  Pass(Model model, Health.Permit permit, Taken taken, long started) {
    this.model = model;
    this.permit = permit;
    this.taken = taken;
    this.started = started;
  }

  /** The call gave an answer after so long, and took so many tokens. */
  public void answered(long nanos, long tokens) {
    if (over.compareAndSet(false, true)) {
      model.upstream().concurrency().answered();
      model.upstream().concurrency().leave();
      model.health().succeeded(permit, nanos);
      taken.settle(tokens);
    }
  }

  /** The call failed in a way that tells of the model's health. */
  public @Nullable Alert failed(long nanos, ProviderFailure failure, long tokens) {
    if (!end(tokens)) {
      return null;
    }
    return model.health().failed(permit, nanos, failure);
  }

  /** The call failed in a way that will not mend by itself soon. */
  public @Nullable Alert broken(ProviderFailure failure, long tokens) {
    if (!end(tokens)) {
      return null;
    }
    return model.health().broken(permit, failure);
  }

  /** The call failed in a way that tells nothing of the model's health. */
  public void inconclusive(ProviderFailure failure, long tokens) {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    if (failure.kind() == FailureKind.RATE_LIMITED) {
      model.upstream().concurrency().limited(started);
    }
    model.upstream().concurrency().leave();
    model.health().inconclusive(permit);
    taken.settle(tokens);
  }

  /** The call was not made. */
  public void giveBack() {
    if (over.compareAndSet(false, true)) {
      model.upstream().concurrency().leave();
      model.health().inconclusive(permit);
      taken.giveBack();
    }
  }

  private boolean end(long tokens) {
    if (!over.compareAndSet(false, true)) {
      return false;
    }
    model.upstream().concurrency().leave();
    taken.settle(tokens);
    return true;
  }
}
