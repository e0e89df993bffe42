package dev.penstock.core.policy;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row of {@code bad-policies.jsonl}.
 *
 * @param yaml the whole text, or null for the base policy
 * @param find a part of the base policy that {@code put} replaces
 * @param append what is put behind the text
 * @param generated what makes the text, if it is not written here
 * @param opens whether the mistake shows only when the plugins are created
 * @param code the expected code, or null if the policy is accepted
 * @param warning the expected warning of an accepted policy
 * @param message what the message must say
 * @param silent what no message may say
 */
record BadPolicy(
    String id,
    @Nullable String yaml,
    @Nullable String prefix,
    @Nullable String find,
    @Nullable String put,
    @Nullable String find2,
    @Nullable String put2,
    @Nullable String append,
    @Nullable String generated,
    @Nullable Boolean opens,
    @Nullable String code,
    @Nullable String path,
    @Nullable Integer line,
    @Nullable String warning,
    @Nullable String message,
    @Nullable String silent) {

  static List<BadPolicy> all() {
    JsonMapper json =
        JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
    return Policies.resource("bad-policies.jsonl")
        .lines()
        .map(line -> json.readValue(line, BadPolicy.class))
        .toList();
  }

  boolean isFile() {
    return generated != null
        && switch (generated) {
          case "utf-16le", "half-written", "deleted", "device" -> true;
          default -> false;
        };
  }

  String text() {
    if (generated != null) {
      return generate(generated);
    }
    String text = yaml == null ? Policies.base() : yaml;
    if (find != null && put != null) {
      text = Policies.replaced(text, find, put);
    }
    if (find2 != null && put2 != null) {
      text = Policies.replaced(text, find2, put2);
    }
    return (prefix == null ? "" : prefix) + text + (append == null ? "" : append);
  }

  private static String generate(String what) {
    return switch (what) {
      case "billion-laughs" -> billionLaughs();
      case "nested-mappings" -> "extra: " + "{a: ".repeat(5_000) + "1" + "}".repeat(5_000);
      case "open-brackets" -> "extra: " + "[".repeat(100_000);
      case "long-scalar" -> "name: \"" + "x".repeat(4_000_000) + "\"";
      case "many-keys" ->
          IntStream.range(0, 300_000)
              .mapToObj(i -> "k" + i + ": 1\n")
              .collect(Collectors.joining());
      case "long-name" ->
          Policies.base("models:\n", "  " + "p".repeat(900) + ": {plugin: fake}\nmodels:\n");
      case "many-rules" ->
          Policies.base()
              + "classifiers:\n  - plugin: fake\n    rules:\n"
              + "      - {match: a, tier: simple}\n".repeat(10_001);
      default -> throw new IllegalArgumentException(what);
    };
  }

  private static String billionLaughs() {
    StringBuilder text = new StringBuilder("a0: &a0 [x]\n");
    for (int i = 1; i < 10; i++) {
      String alias = "*a" + (i - 1);
      text.append(
          "a%d: &a%d [%s]\n".formatted(i, i, String.join(", ", List.of(alias, alias, alias))));
    }
    return text.toString();
  }

  @Override
  public String toString() {
    return id;
  }
}
