package dev.penstock.api.policy;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a request is made shorter before it goes upstream. What is not given is not touched, but that
 * JSON is written without white space. The instructions and the question are never cut.
 *
 * @param maxInput the most tokens of a request, by the engine's own count; null means no limit
 * @param keepTurns how many turns before the question stay whole; null means all of them. A turn is
 *     what a user says and all that follows up to the next
 * @param extract the most tokens of sentences from older turns that have to do with the question;
 *     {@value #USUAL_EXTRACT} if null
 * @param documents what becomes of documents, by name; a name may end in {@code *}, and the longest
 *     name that fits counts
 */
public record PruneSpec(
    @Description("The most tokens of a request") @Nullable Integer maxInput,
    @Description("How many turns before the question stay whole") @Nullable Integer keepTurns,
    @Description("The most tokens of sentences from older turns") @Nullable Integer extract,
    @Description("What becomes of documents, by name or NAME*")
        @Nullable Map<String, DocumentRule> documents) {
  /** The most tokens of sentences from older turns if the policy does not say. */
  public static final int USUAL_EXTRACT = 200;

  /** Nothing is pruned. */
  public static final PruneSpec NOTHING = new PruneSpec(null, null, null, null);

  static final int MOST_TOKENS = 100_000_000;
  private static final int MOST_TURNS = 10_000;

  /** Checks and copies the components. */
  public PruneSpec {
    documents =
        documents == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    if (maxInput != null && (maxInput < 1 || maxInput > MOST_TOKENS)) {
      throw new IllegalArgumentException("max-input must be from 1 to " + MOST_TOKENS + " tokens");
    }
    if (keepTurns != null && (keepTurns < 0 || keepTurns > MOST_TURNS)) {
      throw new IllegalArgumentException("keep-turns must be from 0 to " + MOST_TURNS);
    }
    if (extract != null && (extract < 0 || extract > MOST_TOKENS)) {
      throw new IllegalArgumentException("extract must be from 0 to " + MOST_TOKENS + " tokens");
    }
    if (extract != null && keepTurns == null) {
      throw new IllegalArgumentException(
          "extract needs keep-turns, which says what the older turns are");
    }
    for (String name : documents.keySet()) {
      int star = name.indexOf('*');
      if (name.isBlank() || (star >= 0 && star != name.length() - 1)) {
        throw new IllegalArgumentException(
            "documents must have the name of a document, or the start of one and a * at its end");
      }
    }
  }

  /** The component, its default in place of null. */
  @Override
  public Map<String, DocumentRule> documents() {
    return documents == null ? Map.of() : documents;
  }

  /** The most tokens of sentences from older turns. */
  public int extractTokens() {
    return extract == null ? USUAL_EXTRACT : extract;
  }

  /** The same with another limit; null means none. */
  public PruneSpec withMaxInput(@Nullable Integer tokens) {
    return new PruneSpec(tokens, keepTurns, extract, documents);
  }

  /** The same with so many turns that stay whole, and so many tokens of the older ones. */
  public PruneSpec withTurns(@Nullable Integer keep, @Nullable Integer tokens) {
    return new PruneSpec(maxInput, keep, tokens, documents);
  }

  /** The same with one more rule for documents. */
  public PruneSpec withDocuments(String name, DocumentRule rule) {
    Map<String, DocumentRule> rules = new LinkedHashMap<>(documents());
    rules.put(name, rule);
    return new PruneSpec(maxInput, keepTurns, extract, rules);
  }
}
