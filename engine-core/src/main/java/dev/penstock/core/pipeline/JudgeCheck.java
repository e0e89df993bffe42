package dev.penstock.core.pipeline;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.core.call.Purpose;
import dev.penstock.core.recall.Doubt;
import dev.penstock.core.recall.Judge;
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.select.Need;
import dev.penstock.core.select.Selection;
import dev.penstock.core.select.Selector;
import dev.penstock.core.tokens.InputSize;
import dev.penstock.core.tokens.TokenCounter;
import dev.penstock.spi.CachedAnswer;
import dev.penstock.spi.ProviderReply;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Asks the judge about an answer that was near, once the caller has a fresh one. */
final class JudgeCheck {
  private static final LookUp NO_RECALL = new LookUp.Off("a judge's word is not recalled");

  private final Judge judge;
  private final Gate gate;
  private final Selector selector;
  private final TokenCounter counter;
  private final SideCalls calls;
  private final Afterthoughts afterthoughts;
  private final InstantSource clock;
  private final LongSupplier ticker;

  JudgeCheck(
      Judge judge,
      Gate gate,
      Selector selector,
      TokenCounter counter,
      SideCalls calls,
      Afterthoughts afterthoughts,
      InstantSource clock,
      LongSupplier ticker) {
    this.judge = judge;
    this.gate = gate;
    this.selector = selector;
    this.counter = counter;
    this.calls = calls;
    this.afterthoughts = afterthoughts;
    this.clock = clock;
    this.ticker = ticker;
  }

  /** Starts asking, if there is something to judge about a request that was answered anew. */
  void of(Decision.Plan answered, CachedAnswer fresh) {
    Doubt doubt = answered.lookUp() instanceof LookUp.Miss miss ? judge.doubt(miss, fresh) : null;
    if (doubt != null) {
      afterthoughts.start(() -> ask(answered, doubt));
    }
  }

  private void ask(Decision.Plan answered, Doubt doubt) {
    Decision.Plan plan = plan(answered, doubt);
    if (plan == null || !judge.mayAsk()) {
      return;
    }
    ProviderReply reply = calls.ask(plan, Purpose.JUDGE);
    if (reply == null) {
      return;
    }
    try {
      judge.heard(doubt, SideCalls.text(reply));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A call of the judge's model on the route of the request that it is about. */
  private Decision.@Nullable Plan plan(Decision.Plan answered, Doubt doubt) {
    String id = answered.admitted().id() + "/judge";
    ChatRequest request = judge.question(doubt, id, answered.admitted().request().metadata());
    Admitted admitted =
        new Admitted(
            request, id, request.question(), clock.instant(), ticker.getAsLong(), false, null);
    Need need =
        new Need(
            request,
            id,
            admitted.at(),
            new InputSize(request, counter),
            Need.abilitiesOf(request),
            false);
    Selection selection =
        selector.select(answered.selection().route(), need, answered.classified());
    return selection.choices().isEmpty() || gate.refusal(admitted) != null
        ? null
        : new Decision.Plan(
            admitted,
            NO_RECALL,
            answered.classified(),
            Sent.unchanged(request),
            need,
            selection,
            ticker.getAsLong());
  }
}
