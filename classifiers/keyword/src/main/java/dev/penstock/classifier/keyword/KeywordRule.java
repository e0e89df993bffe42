package dev.penstock.classifier.keyword;

import dev.penstock.api.policy.Description;
import dev.penstock.api.policy.OneOrMany;
import dev.penstock.api.policy.Share;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A rule. It matches if one of {@code any} occurs or one of {@code patterns} is found, where it has
 * either, and each of {@code all} occurs, and none of {@code none}.
 *
 * @param id its name in explanations
 * @param tier the tier it gives, or null
 * @param intent the intent it gives, or null
 * @param any words and phrases of which one is enough
 * @param all words and phrases that must all occur
 * @param none words and phrases of which none may occur
 * @param patterns RE2 regular expressions in any case, of which one is enough
 * @param confidence how sure it is; null means 100%
 */
public record KeywordRule(
    @Description("Name of the rule in explanations; unique") String id,
    @Description("Tier of a question that matches") @Nullable String tier,
    @Description("Intent of a question that matches") @Nullable String intent,
    @OneOrMany @Description("Words and phrases of which one is enough") @Nullable List<String> any,
    @OneOrMany @Description("Words and phrases that must all occur") @Nullable List<String> all,
    @OneOrMany @Description("Words and phrases of which none may occur")
        @Nullable List<String> none,
    @OneOrMany @Description("RE2 regular expressions, in any case, of which one is enough")
        @Nullable List<String> patterns,
    @Description("How sure the rule is; 100% if absent") @Nullable Share confidence) {

  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
  private static final int MAX_PHRASE = 200;

  /** Refuses a rule that gives or asks nothing, an odd id, and an entry that cannot be found. */
  public KeywordRule {
    if (!ID.matcher(id).matches()) {
      throw new IllegalArgumentException(
          "id: must be 1 to 64 lower case letters, digits and dashes, no dash first [FORMAT]");
    }
    if (tier == null && intent == null) {
      throw new IllegalArgumentException(
          "tier: rule '" + id + "' gives nothing; give tier or intent [MISSING]");
    }
    if (intent != null && intent.isBlank()) {
      throw new IllegalArgumentException("intent: must not be blank [EMPTY]");
    }
    any = checked("any", any);
    all = checked("all", all);
    none = checked("none", none);
    patterns = patterns == null ? List.of() : List.copyOf(patterns);
    patterns.forEach(RulePattern::compile);
    if (any.isEmpty() && all.isEmpty() && patterns.isEmpty()) {
      throw new IllegalArgumentException(
          "any: rule '" + id + "' asks for nothing; give any, all or patterns [MISSING]");
    }
    confidence = confidence == null ? Share.ofPercent(100) : confidence;
  }

  @Override
  public List<String> any() {
    return orEmpty(any);
  }

  @Override
  public List<String> all() {
    return orEmpty(all);
  }

  @Override
  public List<String> none() {
    return orEmpty(none);
  }

  @Override
  public List<String> patterns() {
    return orEmpty(patterns);
  }

  @Override
  public Share confidence() {
    return confidence == null ? Share.ofPercent(100) : confidence;
  }

  long phraseCount() {
    return (long) any().size() + all().size() + none().size() + patterns().size();
  }

  private static List<String> checked(String key, @Nullable List<String> phrases) {
    for (String phrase : orEmpty(phrases)) {
      if (phrase.length() > MAX_PHRASE) {
        throw new IllegalArgumentException(
            "%s: a phrase must not be longer than %d characters [TOO_LONG]"
                .formatted(key, MAX_PHRASE));
      }
      if (!Words.in(Folding.fold(phrase)).advance()) {
        throw new IllegalArgumentException(
            "%s: '%s' has no letter, digit or symbol; use patterns to find it [EMPTY]"
                .formatted(key, phrase));
      }
    }
    return phrases == null ? List.of() : List.copyOf(phrases);
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
