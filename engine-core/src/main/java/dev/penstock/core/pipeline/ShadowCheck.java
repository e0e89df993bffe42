package dev.penstock.core.pipeline;

import dev.penstock.core.call.Purpose;
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.recall.Shadows;
import dev.penstock.spi.ProviderReply;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Asks a model what was answered from the cache, and has both compared. */
final class ShadowCheck {
  private static final LookUp NOT_RECALLED = new LookUp.Off("the answer of the cache is checked");

  private final Shadows shadows;
  private final Gate gate;
  private final Decider decider;
  private final SideCalls calls;
  private final Afterthoughts afterthoughts;
  private final InstantSource clock;
  private final LongSupplier ticker;

  ShadowCheck(
      Shadows shadows,
      Gate gate,
      Decider decider,
      SideCalls calls,
      Afterthoughts afterthoughts,
      InstantSource clock,
      LongSupplier ticker) {
    this.shadows = shadows;
    this.gate = gate;
    this.decider = decider;
    this.calls = calls;
    this.afterthoughts = afterthoughts;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** Starts a check of an answer that is drawn for one. */
  void of(Decision.Recalled recalled) {
    if (shadows.isDrawn(recalled.admitted().id(), recalled.lookUp())) {
      afterthoughts.start(() -> check(recalled));
    }
  }

  private void check(Decision.Recalled recalled) {
    Admitted asked = recalled.admitted();
    Admitted again =
        new Admitted(
            asked.request(),
            asked.id() + "/shadow",
            asked.question(),
            clock.instant(),
            ticker.getAsLong(),
            false,
            null);
    if (gate.refusal(again) != null) {
      return;
    }
    try {
      if (decider.decideWithoutRecall(again, NOT_RECALLED) instanceof Decision.Plan plan) {
        ProviderReply reply = calls.ask(plan, Purpose.SHADOW);
        if (reply != null) {
          shadows.compare(again.asker(), recalled.lookUp(), SideCalls.text(reply));
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
