package dev.penstock.core.escalate;

import dev.penstock.api.Confidence;
import dev.penstock.api.ErrorCode;
import dev.penstock.api.Escalation;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.policy.EscalateRule;
import dev.penstock.api.policy.EscalateSpec;
import dev.penstock.api.policy.EscalateWhen;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A policy's rules about which cases go to a person. Thread-safe. */
public final class Escalations {
  private static final int OFTEN = 3;
  private static final Phrases LEGAL =
      new Phrases(
          List.of(
              "lawyer",
              "attorney",
              "solicitor",
              "sue",
              "lawsuit",
              "court",
              "legal action",
              "legal steps",
              "legal advice",
              "ombudsman",
              "chargeback",
              "trading standards",
              "consumer protection",
              "police"));

  private final List<Rule> ofQuestion = new ArrayList<>();
  private final List<Rule> ofAnswer = new ArrayList<>();
  private final List<Rule> ofEnd = new ArrayList<>();
  private final PersonRequest person;
  private final Confidences confidences;
  private final Sessions sessions;

  /** The rules of a policy. */
  public Escalations(EscalateSpec spec, Confidences confidences, Sessions sessions) {
    this.person = new PersonRequest(spec.personPhrases());
    this.confidences = confidences;
    this.sessions = sessions;
    for (EscalateRule rule : spec.rules()) {
      List<Rule> stage =
          rule.when().asksAnswer() ? ofAnswer : rule.when().asksEnd() ? ofEnd : ofQuestion;
      stage.add(new Rule(rule, spec));
    }
    if (!Boolean.FALSE.equals(spec.asksForPerson())) {
      EscalateWhen asks = EscalateWhen.builder().asksForPerson().build();
      ofQuestion.add(new Rule(EscalateRule.of(EscalateSpec.ASKS_FOR_PERSON, asks), spec));
    }
  }

  /**
   * Reads a question.
   *
   * @param counted whether it counts as asked in its session
   */
  public Asked asked(ChatRequest request, String question, Instant at, boolean counted) {
    Metadata metadata = request.metadata();
    Words words = Words.of(question);
    int times =
        metadata.session() == null
            ? 1
            : sessions.times(metadata.tenant(), metadata.session(), question, at, counted);
    return new Asked(request, question, words, person.isIn(words), times);
  }

  /** The rule by which no model is asked, whatever the question is about; or null. */
  public @Nullable Takeover beforeAll(Asked asked) {
    About stated = About.stated(asked);
    for (Rule rule : ofQuestion) {
      if (rule.waitsForClassifier(asked)) {
        return null;
      }
      Takeover takeover = rule.onQuestion(asked, stated);
      if (takeover != null) {
        return takeover.say() == null ? null : takeover;
      }
    }
    return null;
  }

  /** The rule that the question meets, or null. */
  public @Nullable Takeover onQuestion(Asked asked, About about) {
    for (Rule rule : ofQuestion) {
      Takeover takeover = rule.onQuestion(asked, about);
      if (takeover != null) {
        return takeover;
      }
    }
    return null;
  }

  /** The rule that a request without an answer meets, or null. */
  public @Nullable Takeover onEnd(Asked asked, @Nullable About about, ErrorCode code) {
    About known = about == null ? About.stated(asked) : about;
    for (Rule rule : ofEnd) {
      Takeover takeover = rule.onEnd(asked, known, code);
      if (takeover != null) {
        return takeover;
      }
    }
    return null;
  }

  /** Looks at the answer of a model. */
  public Judged judge(Asked asked, Classified classified, GivenAnswer answer) {
    Words words = Words.of(answer.text());
    List<Check> checks = AnswerChecks.of(answer, words, asked.request(), asked.question());
    return judge(
        asked, About.of(classified), answer, words, confidences.ofModel(classified, checks));
  }

  /**
   * Looks at an answer that was given before.
   *
   * @param score the logarithm of the odds that it fits, or null for the very same question
   */
  public Judged judgeRecalled(
      Asked asked, About about, @Nullable Double score, GivenAnswer answer) {
    Words words = Words.of(answer.text());
    List<Check> checks = AnswerChecks.of(answer, words, asked.request(), asked.question());
    return judge(asked, about, answer, words, confidences.ofRecalled(score, checks));
  }

  private Judged judge(
      Asked asked, About about, GivenAnswer answer, Words words, Confidence confidence) {
    Takeover byAnswer = answer.callsTools() ? null : onAnswer(asked, about, words, confidence);
    Takeover byQuestion = onQuestion(asked, about);
    return new Judged(confidence, byQuestion == null ? byAnswer : byQuestion, byAnswer == null);
  }

  private @Nullable Takeover onAnswer(
      Asked asked, About about, Words words, Confidence confidence) {
    for (Rule rule : ofAnswer) {
      Takeover takeover = rule.onAnswer(asked, about, words, confidence);
      if (takeover != null) {
        return takeover;
      }
    }
    return null;
  }

  /** The case for the person who takes over. */
  public Escalation escalation(Takeover takeover, Asked asked, About about, Outcome outcome) {
    return new Escalation(
        takeover.rule(),
        takeover.reason(),
        takeover.queue(),
        priority(takeover, asked),
        EscalationText.of(asked, about, outcome));
  }

  /** The case of a request that was not classified. */
  public Escalation escalation(Takeover takeover, Asked asked, Outcome outcome) {
    return escalation(takeover, asked, About.stated(asked), outcome);
  }

  private static Priority priority(Takeover takeover, Asked asked) {
    Priority priority = asked.request().metadata().priority();
    priority = higher(priority, takeover.priority());
    if (asked.times() >= OFTEN) {
      priority = priority == Priority.NORMAL ? Priority.HIGH : Priority.URGENT;
    }
    return LEGAL.saidIn(asked.words()) == null ? priority : higher(priority, Priority.HIGH);
  }

  private static Priority higher(Priority one, Priority other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
