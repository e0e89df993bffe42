package dev.penstock.api.policy;

import dev.penstock.api.chat.Priority;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * When a person must take over. Every key that is given must hold; null asks nothing. Words and
 * phrases are found as whole words, in any case and with regular English endings: {@code refund}
 * finds "refunded", {@code manage} does not find "manager".
 *
 * @param questionSays words and phrases, one of which the question must say
 * @param asksForPerson true if the customer must ask for a person
 * @param askedAgain how often the question must have been asked in its session, this time included;
 *     from 2 to 100
 * @param tier tiers
 * @param intent intents
 * @param priority priorities
 * @param tenant tenants
 * @param tag tags, one of which the request must carry
 * @param answerSays words and phrases, one of which the answer must say
 * @param answerGivesUp true if the model must say that it cannot help, or hand over itself
 * @param confidenceBelow what the answer's confidence must be below
 * @param budgetExhausted true for a request that is refused because no budget is left
 * @param failed true for a request that no provider answered, or none in time
 */
public record EscalateWhen(
    @OneOrMany @Description("Words and phrases, one of which the question says")
        @Nullable List<String> questionSays,
    @Description("The customer asks for a person") @Nullable Boolean asksForPerson,
    @Description("How often it was asked in its session, this time included")
        @Nullable Long askedAgain,
    @OneOrMany @Description("Tiers it holds for") @Nullable List<String> tier,
    @OneOrMany @Description("Intents it holds for") @Nullable List<String> intent,
    @OneOrMany @Description("Priorities it holds for") @Nullable List<Priority> priority,
    @OneOrMany @Description("Tenants it holds for") @Nullable List<String> tenant,
    @OneOrMany @Description("Tags, one of which the request must carry") @Nullable List<String> tag,
    @OneOrMany @Description("Words and phrases, one of which the answer says")
        @Nullable List<String> answerSays,
    @Description("The model says that it cannot help, or hands over")
        @Nullable Boolean answerGivesUp,
    @Description("The answer's confidence is below this") @Nullable Share confidenceBelow,
    @Description("No budget is left for the request") @Nullable Boolean budgetExhausted,
    @Description("No provider answered, or none in time") @Nullable Boolean failed) {
  private static final long MOST_TIMES = 100;
  private static final int MOST_PHRASES = 1_000;
  private static final int LONGEST_PHRASE = 200;

  /** Checks and copies the components. */
  public EscalateWhen {
    questionSays = phrases("question-says", questionSays);
    answerSays = phrases("answer-says", answerSays);
    tier = copy(tier);
    intent = copy(intent);
    priority = copy(priority);
    tenant = copy(tenant);
    tag = copy(tag);
    isTrue("asks-for-person", asksForPerson);
    isTrue("answer-gives-up", answerGivesUp);
    isTrue("budget-exhausted", budgetExhausted);
    isTrue("failed", failed);
    if (askedAgain != null && (askedAgain < 2 || askedAgain > MOST_TIMES)) {
      throw new IllegalArgumentException("asked-again must be from 2 to 100, not " + askedAgain);
    }
    boolean ofAnswer = answerSays != null || answerGivesUp != null || confidenceBelow != null;
    boolean ofEnd = budgetExhausted != null || failed != null;
    if ((ofAnswer && ofEnd) || (budgetExhausted != null && failed != null)) {
      throw new IllegalArgumentException(
          "words of an answer, budget-exhausted and failed never hold together; make a rule for"
              + " each");
    }
    if (!ofAnswer
        && !ofEnd
        && questionSays == null
        && asksForPerson == null
        && askedAgain == null
        && tier == null
        && intent == null
        && priority == null
        && tenant == null
        && tag == null) {
      throw new IllegalArgumentException(
          "a condition must say something; everything would go to a person");
    }
  }

  /** Checks words and phrases to be found. */
  static @Nullable List<String> phrases(String key, @Nullable List<String> phrases) {
    if (phrases == null) {
      return null;
    }
    if (phrases.isEmpty() || phrases.size() > MOST_PHRASES) {
      throw new IllegalArgumentException(key + " must have 1 to 1,000 words or phrases");
    }
    for (String phrase : phrases) {
      if (phrase.length() > LONGEST_PHRASE
          || phrase.codePoints().noneMatch(Character::isLetterOrDigit)) {
        throw new IllegalArgumentException(
            key + " must have phrases of at least one word and at most 200 characters");
      }
    }
    return List.copyOf(phrases);
  }

  private static <T> @Nullable List<T> copy(@Nullable List<T> values) {
    return values == null ? null : List.copyOf(values);
  }

  private static void isTrue(String key, @Nullable Boolean value) {
    if (Boolean.FALSE.equals(value)) {
      throw new IllegalArgumentException(key + " can only be true; remove the key");
    }
  }

  /** Whether it is about an answer, which there must be one of first. */
  public boolean asksAnswer() {
    return answerSays != null || answerGivesUp != null || confidenceBelow != null;
  }

  /** Whether it is about a request that got no answer. */
  public boolean asksEnd() {
    return budgetExhausted != null || failed != null;
  }

  /** A builder that starts with nothing asked. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects a condition. */
  public static final class Builder {
    private @Nullable List<String> questionSays;
    private @Nullable Boolean asksForPerson;
    private @Nullable Long askedAgain;
    private @Nullable List<String> tier;
    private @Nullable List<String> intent;
    private @Nullable List<Priority> priority;
    private @Nullable List<String> tenant;
    private @Nullable List<String> tag;
    private @Nullable List<String> answerSays;
    private @Nullable Boolean answerGivesUp;
    private @Nullable Share confidenceBelow;
    private @Nullable Boolean budgetExhausted;
    private @Nullable Boolean failed;

    private Builder() {}

    /** Sets {@link EscalateWhen#questionSays}. */
    public Builder questionSays(String... phrases) {
      questionSays = List.of(phrases);
      return this;
    }

    /** Sets {@link EscalateWhen#asksForPerson}. */
    public Builder asksForPerson() {
      asksForPerson = true;
      return this;
    }

    /** Sets {@link EscalateWhen#askedAgain}. */
    public Builder askedAgain(long times) {
      askedAgain = times;
      return this;
    }

    /** Sets {@link EscalateWhen#tier}. */
    public Builder tier(String... values) {
      tier = List.of(values);
      return this;
    }

    /** Sets {@link EscalateWhen#intent}. */
    public Builder intent(String... values) {
      intent = List.of(values);
      return this;
    }

    /** Sets {@link EscalateWhen#priority}. */
    public Builder priority(Priority... values) {
      priority = List.of(values);
      return this;
    }

    /** Sets {@link EscalateWhen#tenant}. */
    public Builder tenant(String... values) {
      tenant = List.of(values);
      return this;
    }

    /** Sets {@link EscalateWhen#tag}. */
    public Builder tag(String... values) {
      tag = List.of(values);
      return this;
    }

    /** Sets {@link EscalateWhen#answerSays}. */
    public Builder answerSays(String... phrases) {
      answerSays = List.of(phrases);
      return this;
    }

    /** Sets {@link EscalateWhen#answerGivesUp}. */
    public Builder answerGivesUp() {
      answerGivesUp = true;
      return this;
    }

    /** Sets {@link EscalateWhen#confidenceBelow}. */
    public Builder confidenceBelow(Share value) {
      confidenceBelow = value;
      return this;
    }

    /** Sets {@link EscalateWhen#budgetExhausted}. */
    public Builder budgetExhausted() {
      budgetExhausted = true;
      return this;
    }

    /** Sets {@link EscalateWhen#failed}. */
    public Builder failed() {
      failed = true;
      return this;
    }

    /** The condition; throws {@link IllegalArgumentException} if it cannot be one. */
    public EscalateWhen build() {
      return new EscalateWhen(
          questionSays,
          asksForPerson,
          askedAgain,
          tier,
          intent,
          priority,
          tenant,
          tag,
          answerSays,
          answerGivesUp,
          confidenceBelow,
          budgetExhausted,
          failed);
    }
  }
}
