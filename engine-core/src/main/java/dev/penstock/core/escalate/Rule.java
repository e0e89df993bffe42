package dev.penstock.core.escalate;

import dev.penstock.api.Confidence;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.policy.EscalateRule;
import dev.penstock.api.policy.EscalateSpec;
import dev.penstock.api.policy.EscalateWhen;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A rule ready to be asked. */
final class Rule {
  private final EscalateRule rule;
  private final EscalateWhen when;
  private final String queue;
  private final @Nullable String say;
  private final @Nullable Phrases question;
  private final @Nullable Phrases answer;

  Rule(EscalateRule rule, EscalateSpec spec) {
    this.rule = rule;
    this.when = rule.when();
    this.queue = rule.queue() == null ? spec.queue() : rule.queue();
    this.say = !rule.speaks() ? null : rule.say() == null ? spec.say() : rule.say();
    this.question = when.questionSays() == null ? null : new Phrases(when.questionSays());
    this.answer = when.answerSays() == null ? null : new Phrases(when.answerSays());
  }

  /** The rule as it holds for the reasons, or null if there are none. */
  private @Nullable Takeover takeover(@Nullable List<String> reasons) {
    return reasons == null
        ? null
        : new Takeover(
            rule.id(),
            String.join("; ", reasons),
            queue,
            rule.priority() == null ? Priority.NORMAL : rule.priority(),
            say);
  }

  @Nullable Takeover onQuestion(Asked asked, About about) {
    return takeover(reasons(asked, about));
  }

  @Nullable Takeover onAnswer(Asked asked, About about, Words words, Confidence confidence) {
    List<String> reasons = reasons(asked, about);
    if (reasons == null) {
      return null;
    }
    if (answer != null) {
      String said = answer.saidIn(words);
      if (said == null) {
        return null;
      }
      reasons.add("the answer says " + said);
    }
    if (when.answerGivesUp() != null) {
      if (!AnswerChecks.givesUp(words)) {
        return null;
      }
      reasons.add("the model says that it cannot help, or hands over");
    }
    if (when.confidenceBelow() != null) {
      if (!(confidence.value() < when.confidenceBelow().fraction())) {
        return null;
      }
      reasons.add(
          "confidence " + percent(confidence.value()) + " is below " + when.confidenceBelow());
    }
    return takeover(reasons);
  }

  @Nullable Takeover onEnd(Asked asked, About about, ErrorCode code) {
    boolean budget = code == ErrorCode.BUDGET_EXHAUSTED;
    List<String> reasons =
        (budget && when.budgetExhausted() != null) || (isFailure(code) && when.failed() != null)
            ? reasons(asked, about)
            : null;
    if (reasons != null) {
      reasons.add(budget ? "no budget is left" : "nobody answered");
    }
    return takeover(reasons);
  }

  /** Whether it may hold once the question is classified. */
  boolean waitsForClassifier(Asked asked) {
    EscalateWhen w = when;
    About stated = About.stated(asked);
    return (w.tier() != null || (w.intent() != null && stated.intent() == null))
        && reasonsFor(asked, stated, true) != null;
  }

  private @Nullable List<String> reasons(Asked asked, About about) {
    return reasonsFor(asked, about, false);
  }

  /**
   * Why the conditions on the question hold, or null if one does not.
   *
   * @param open whether a tier and an intent that are not known yet may turn out to be any
   */
  private @Nullable List<String> reasonsFor(Asked asked, About about, boolean open) {
    Metadata metadata = asked.request().metadata();
    if ((!open && !fits(when.tier(), about.tier()))
        || (!(open && about.intent() == null) && !fits(when.intent(), about.intent()))
        || !fits(when.priority(), metadata.priority())
        || !fits(when.tenant(), metadata.tenant())
        || (when.tag() != null && when.tag().stream().noneMatch(metadata.tags()::contains))
        || (when.asksForPerson() != null && !asked.isForPerson())
        || (when.askedAgain() != null && asked.times() < when.askedAgain())) {
      return null;
    }
    List<String> reasons = new ArrayList<>();
    if (question != null) {
      String said = question.saidIn(asked.words());
      if (said == null) {
        return null;
      }
      reasons.add("the question says " + said);
    }
    if (when.asksForPerson() != null) {
      reasons.add("the customer asks for a person");
    }
    if (when.askedAgain() != null) {
      reasons.add("it was asked " + asked.times() + " times in its session");
    }
    add(reasons, "tier", when.tier() == null ? null : about.tier());
    add(reasons, "intent", when.intent() == null ? null : about.intent());
    if (when.priority() != null) {
      reasons.add("the request is " + EscalationText.word(metadata.priority()));
    }
    add(reasons, "tenant", when.tenant() == null ? null : metadata.tenant());
    if (when.tag() != null) {
      reasons.add("it has a tag of " + String.join(", ", when.tag()));
    }
    return reasons;
  }

  private static void add(List<String> reasons, String name, @Nullable String value) {
    if (value != null) {
      reasons.add(name + " " + value);
    }
  }

  private static <T> boolean fits(@Nullable List<T> wanted, @Nullable T value) {
    return wanted == null || (value != null && wanted.contains(value));
  }

  private static boolean isFailure(ErrorCode code) {
    return switch (code) {
      case PROVIDERS_FAILED, DEADLINE_EXCEEDED, NO_CAPABLE_MODEL, CONTENT_FILTERED -> true;
      case INVALID_REQUEST,
          UNKNOWN_MODEL,
          CANCELLED,
          BUDGET_EXHAUSTED,
          RATE_LIMITED,
          LEDGER_UNAVAILABLE,
          INVALID_POLICY,
          PLUGIN_UNUSABLE,
          REFUSED_BY_PROVIDER,
          CLOSED,
          INTERNAL ->
          false;
    };
  }

  private static String percent(double share) {
    return BigDecimal.valueOf(100 * share).setScale(0, RoundingMode.DOWN).toPlainString() + "%";
  }
}
