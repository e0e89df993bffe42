package dev.penstock.core.pipeline;

import dev.penstock.api.ErrorCode;
import dev.penstock.api.Escalation;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.explain.Explanation;
import dev.penstock.core.call.Delivery;
import dev.penstock.core.escalate.About;
import dev.penstock.core.escalate.Asked;
import dev.penstock.core.escalate.Confidences;
import dev.penstock.core.escalate.Escalations;
import dev.penstock.core.escalate.GivenAnswer;
import dev.penstock.core.escalate.Judged;
import dev.penstock.core.escalate.Outcome;
import dev.penstock.core.escalate.Takeover;
import dev.penstock.core.recall.LookUp;
import dev.penstock.core.recall.Similar;
import dev.penstock.spi.ProviderReply;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Asks the policy's rules whether a person takes over, at each step of a request. Without such
 * rules it says how sure an answer is by what is known of it anyway, and never looks into one.
 */
final class Escalator {
  private final @Nullable Escalations rules;
  private final Confidences confidences;

  Escalator(@Nullable Escalations rules, Confidences confidences) {
    this.rules = rules;
    this.confidences = confidences;
  }

  /**
   * Reads a question; null if there are no rules.
   *
   * @param counted whether it counts as asked in its session
   */
  @Nullable Asked asked(ChatRequest request, String question, Instant at, boolean counted) {
    return rules == null ? null : rules.asked(request, question, at, counted);
  }

  /** What is decided for a question by itself, before anything is looked up or spent; or null. */
  Decision.@Nullable HandOver beforeAll(Admitted admitted) {
    Asked asked = admitted.asked();
    Takeover takeover = rules == null || asked == null ? null : rules.beforeAll(asked);
    return takeover == null ? null : handOver(admitted, takeover);
  }

  /** What is decided for a request that is kept out; null if it is refused. */
  Decision.@Nullable HandOver keptOut(Admitted admitted, ErrorCode code) {
    Takeover takeover = onEnd(admitted, null, code);
    return takeover == null ? null : handOver(admitted, takeover);
  }

  private static Decision.HandOver handOver(Admitted admitted, Takeover takeover) {
    return new Decision.HandOver(admitted, new LookUp.Off("a person takes over"), takeover, null);
  }

  /** The decision, or that a person takes over in its place. */
  Decision decided(Decision decision) {
    Takeover takeover = onQuestion(decision);
    if ((takeover == null || takeover.say() == null)
        && decision instanceof Decision.Refusal refusal) {
      takeover = onEnd(decision.admitted(), about(refusal), refusal.code());
    }
    return takeover == null || takeover.say() == null
        ? decision
        : new Decision.HandOver(decision.admitted(), decision.lookUp(), takeover, decision);
  }

  /** The explanation with the rule that its request meets as far as that was decided. */
  Explanation explained(Explanation explanation, Decision decision) {
    Takeover takeover =
        decision instanceof Decision.HandOver handOver ? handOver.takeover() : onQuestion(decision);
    return takeover == null ? explanation : explanation.withEscalation(takeover.trace());
  }

  private @Nullable Takeover onQuestion(Decision decision) {
    Asked asked = decision.admitted().asked();
    About about = about(decision);
    return rules == null || asked == null || about == null ? null : rules.onQuestion(asked, about);
  }

  /** The rule for a planned request that ends without an answer, or null. */
  @Nullable Takeover onEnd(Decision.Plan plan, ErrorCode code) {
    return onEnd(plan.admitted(), About.of(plan.classified()), code);
  }

  private @Nullable Takeover onEnd(Admitted admitted, @Nullable About about, ErrorCode code) {
    Asked asked = admitted.asked();
    return rules == null || asked == null ? null : rules.onEnd(asked, about, code);
  }

  /** Looks at the answer that a call has given. */
  Judged judged(Decision.Plan plan, Delivery delivery) {
    Asked asked = plan.admitted().asked();
    if (rules == null || asked == null) {
      return new Judged(confidences.ofModel(plan.classified()), null, true);
    }
    ProviderReply reply = delivery.reply();
    return rules.judge(
        asked,
        plan.classified(),
        new GivenAnswer(reply.text(), reply.finishReason(), !reply.toolCalls().isEmpty()));
  }

  /** Looks at an answer given before. */
  Judged judged(Decision.Recalled recalled, FinishReason finish, boolean callsTools) {
    Asked asked = recalled.admitted().asked();
    Similar similar = recalled.lookUp().similar();
    Double score = similar == null ? null : similar.likeness().score();
    if (rules == null || asked == null) {
      return new Judged(confidences.ofRecalled(score), null, true);
    }
    String text = recalled.lookUp().answer().text();
    return rules.judgeRecalled(
        asked, about(recalled), score, new GivenAnswer(text, finish, callsTools));
  }

  /** The case of a request that a rule is for. */
  Escalation escalation(
      Takeover takeover, Admitted admitted, @Nullable About about, Outcome outcome) {
    Asked asked = Objects.requireNonNull(admitted.asked(), "a rule without rules");
    Escalations all = Objects.requireNonNull(rules, "a rule without rules");
    return about == null
        ? all.escalation(takeover, asked, outcome)
        : all.escalation(takeover, asked, about, outcome);
  }

  /** What a decision found a question to be about; null if it did not come so far. */
  static @Nullable About about(@Nullable Decision decision) {
    return switch (decision) {
      case null -> null;
      case Decision.Recalled recalled -> about(recalled);
      case Decision.Refusal refusal -> About.of(refusal.classified());
      case Decision.Plan plan -> About.of(plan.classified());
      case Decision.HandOver handOver -> about(handOver.instead());
    };
  }

  private static About about(Decision.Recalled recalled) {
    return new About(recalled.lookUp().answer().tier(), recalled.lookUp().answer().intent());
  }
}
