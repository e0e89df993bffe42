package dev.penstock.provider.gemini;

import dev.penstock.api.policy.Ability;
import dev.penstock.provider.wire.SettingsRules;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A version of the API, and what it takes. The fields of {@code v1} are those of Google's
 * definition of {@code google.ai.generativelanguage.v1}; it refuses a request with any other.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/api-versions">Versions</a>
 */
enum ApiVersion {
  V1BETA(
      "v1beta",
      Set.of(
          Ability.TOOLS,
          Ability.JSON_OBJECT,
          Ability.JSON_SCHEMA,
          Ability.VISION,
          Ability.REASONING,
          Ability.SEED),
      Set.of()),
  V1(
      "v1",
      Set.of(Ability.VISION),
      Set.of(
          "systemInstruction",
          "tools",
          "toolConfig",
          "cachedContent",
          "labels",
          "fileData",
          "seed",
          "thinkingConfig",
          "responseMimeType",
          "responseSchema",
          "responseJsonSchema"));

  private final String word;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
  private final Set<Ability> abilities;

  @SuppressWarnings("ImmutableEnumChecker") // an unmodifiable set
  private final Set<String> refused;

  ApiVersion(String word, Set<Ability> abilities, Set<String> refused) {
    this.word = word;
    this.abilities = abilities;
    this.refused = refused;
  }

  /** The version of that name, {@code v1beta} by default. */
  static ApiVersion of(@Nullable String word) {
    if (word == null) {
      return V1BETA;
    }
    return Arrays.stream(values())
        .filter(version -> version.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                SettingsRules.wrong(
                    "api-version",
                    "must be "
                        + Arrays.stream(values())
                            .map(ApiVersion::toString)
                            .collect(Collectors.joining(" or ")),
                    "ENUM"));
  }

  Set<Ability> abilities() {
    return abilities;
  }

  /** Whether the API takes a field; an extra field that it does not take is left out. */
  boolean takes(String field) {
    return !refused.contains(field);
  }

  /** As it stands in a path. */
  @Override
  public String toString() {
    return word;
  }
}
