package dev.penstock.provider.anthropic;

import dev.penstock.provider.wire.SettingsRules;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A value of the header {@code anthropic-version}, and what the API takes under it.
 *
 * @see <a href="https://platform.claude.com/docs/en/api/versioning">Versions</a>
 */
enum ApiVersion {
  V2023_06_01("2023-06-01", Set.of(), Thinking.BUDGET),
  V2026_10_21("2026-10-21", Set.of("temperature", "top_p", "top_k"), Thinking.ADAPTIVE);

  /** How a stated effort is told. */
  enum Thinking {
    /** As a number of tokens, a part of the output limit. */
    BUDGET,
    /** As a word; the model decides how much it thinks. */
    ADAPTIVE
  }

  private final String date;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
  private final Set<String> refused;

  private final Thinking thinking;

  ApiVersion(String date, Set<String> refused, Thinking thinking) {
    this.date = date;
    this.refused = refused;
    this.thinking = thinking;
  }

  /** The version of a date, the first one by default. */
  static ApiVersion of(@Nullable String date) {
    if (date == null) {
      return V2023_06_01;
    }
    return Arrays.stream(values())
        .filter(version -> version.date.equals(date))
        .findFirst()
        .orElseThrow(
            () ->
                SettingsRules.wrong(
                    "version",
                    "must be "
                        + Arrays.stream(values())
                            .map(ApiVersion::toString)
                            .collect(Collectors.joining(" or ")),
                    "ENUM"));
  }

  /** Whether the API takes a parameter; one that it does not take is left out. */
  boolean takes(String parameter) {
    return !refused.contains(parameter);
  }

  Thinking thinking() {
    return thinking;
  }

  /** As sent. */
  @Override
  public String toString() {
    return date;
  }
}
