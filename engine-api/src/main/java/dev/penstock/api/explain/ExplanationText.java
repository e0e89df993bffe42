package dev.penstock.api.explain;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Writes an explanation for a person. */
final class ExplanationText {
  private final StringBuilder out = new StringBuilder();

  private ExplanationText() {}

  static String of(Explanation explanation) {
    ExplanationText text = new ExplanationText();
    text.write(explanation);
    return text.out.toString();
  }

  private void write(Explanation e) {
    line("request", e.requestId() + "  tenant " + e.tenant() + "  policy " + e.policy());
    line("outcome", word(e.outcome()) + (e.route() == null ? "" : " by route " + e.route()));
    EscalationTrace person = e.escalation();
    if (person != null) {
      line(
          "person",
          "queue "
              + person.queue()
              + " takes over by rule "
              + person.rule()
              + ": "
              + person.reason()
              + (person.answered() ? "" : "; no model is asked"));
    }
    Classified c = e.classified();
    if (c != null) {
      line(
          "tier",
          c.tier()
              + ", decided by "
              + c.decidedBy()
              + (c.confidence() == 0 ? "" : " with confidence " + c.confidence())
              + (c.difficulty() == null ? "" : ", difficulty " + c.difficulty())
              + (c.intent() == null ? "" : ", intent " + c.intent()));
      c.signals().forEach(s -> line("", s.source() + " " + s.id() + ": " + s.detail()));
    }
    String reason = e.cache().reason();
    line("cache", word(e.cache().state()) + (reason.isEmpty() ? "" : ", " + reason));
    e.cache().key().forEach(part -> line("", part.name() + " = " + part.value()));
    PromptTrace prompt = e.prompt();
    if (prompt != null) {
      line(
          "prompt",
          prompt.file()
              + ", version "
              + prompt.version()
              + (prompt.tokens() == null ? "" : ", " + prompt.tokens() + " tokens")
              + (prompt.cost() == null ? "" : ", " + prompt.cost() + " USD a request"));
    }
    pruned(e.pruned());
    line("models", e.candidates().isEmpty() ? "none were looked at" : "");
    for (Candidate m : e.candidates()) {
      String name = m.model() + " (" + m.provider() + (m.simulated() ? ", simulated)" : ")");
      line(
          "",
          m.removedBy() == null
              ? m.rank() + ". " + name + ": " + m.reason() + cost(m)
              : "-  " + name + ": removed by " + word(m.removedBy()) + ", " + m.reason());
    }
    Estimate estimate = e.estimate();
    if (estimate != null) {
      line(
          "estimate",
          (estimate.inputTokens() == null ? "uncounted" : estimate.inputTokens())
              + " tokens in (at most "
              + estimate.inputBound()
              + "), "
              + estimate.expectedOutput()
              + " out (at most "
              + estimate.maxOutput()
              + "), "
              + (estimate.expectedCost() == null ? "" : estimate.expectedCost() + " USD expected, ")
              + estimate.worstCase()
              + " USD at most");
    }
    for (HoldTrace hold : e.holds()) {
      line(
          "hold",
          hold.amount()
              + " USD in budget "
              + hold.budget()
              + " for "
              + hold.scope()
              + (hold.left() == null ? "" : ", " + hold.left() + " USD left")
              + (hold.fits() ? "" : ": does not fit")
              + (hold.until() == null ? "" : ", until " + hold.until()));
    }
  }

  private void pruned(@Nullable PruneTrace pruned) {
    if (pruned == null) {
      return;
    }
    line(
        "pruned",
        pruned.tokensBefore()
            + " tokens to "
            + pruned.tokensAfter()
            + (pruned.limit() == null ? "" : ", limit " + pruned.limit())
            + (pruned.overLimit() ? ": what must not be cut is above it" : ""));
    for (PrunedPart part : pruned.parts()) {
      line(
          "",
          part.part() + ": " + part.kept() + " kept, " + part.dropped() + " not, " + part.reason());
    }
  }

  private static String cost(Candidate m) {
    return m.expectedCost() == null ? "" : ", " + m.expectedCost() + " USD expected";
  }

  private void line(String label, String text) {
    out.append(String.format(Locale.ROOT, "%-9s %s", label, text).stripTrailing()).append('\n');
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
