package dev.penstock.samples.gateway.openai;

import dev.penstock.samples.gateway.json.JsonIn;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Fields that the engine has no word for. They go to providers that speak this wire as they are,
 * but for those that would change what a call costs or where it goes, which are refused by name.
 */
final class OtherFields {
  private static final int LONGEST_NAME = 64;
  private static final int MOST_BIASES = 1024;

  /** What a client of this wire may well send, and what nothing here can price or keep. */
  private static final Set<String> REFUSED =
      Set.of(
          "audio",
          "best_of",
          "background",
          "conversation",
          "function_call",
          "functions",
          "moderation",
          "plugins",
          "prediction",
          "previous_response_id",
          "store",
          "transforms",
          "web_search_options");

  /** Parts of names that smell of addresses, credentials, prices or somebody else's routing. */
  private static final List<String> SUSPICIOUS =
      List.of(
          "account",
          "api",
          "auth",
          "base",
          "callback",
          "credential",
          "deployment",
          "endpoint",
          "fallback",
          "header",
          "host",
          "organization",
          "password",
          "project",
          "provider",
          "proxy",
          "secret",
          "search",
          "tier",
          "url",
          "uri",
          "webhook");

  /** Those of OpenAI's own names that would be taken for such. */
  private static final Set<String> HARMLESS = Set.of("service_tier");

  private OtherFields() {}

  /** The value of a field, or null for nothing to send. */
  static @Nullable Object read(String name, JsonIn in) {
    String plain = name.toLowerCase(Locale.ROOT);
    if (name.length() > LONGEST_NAME
        || REFUSED.contains(plain)
        || (!HARMLESS.contains(name) && SUSPICIOUS.stream().anyMatch(plain::contains))
        || !name.chars().allMatch(c -> c == '_' || Character.isLetterOrDigit(c))) {
      throw in.unknown();
    }
    return switch (name) {
      case "service_tier" -> {
        if (in.isNull()) {
          yield null;
        }
        String tier = in.text();
        if (!tier.equals("auto") && !tier.equals("default")) {
          throw in.wrong(
              "invalid_service_tier", "must be auto or default; another one has another price");
        }
        yield tier;
      }
      case "modalities" -> {
        Object value = in.value();
        if (value != null && !value.equals(List.of("text"))) {
          throw in.wrong("invalid_modalities", "must be text alone");
        }
        yield value;
      }
      case "logit_bias" -> {
        if (in.isNull()) {
          yield null;
        }
        var biases = in.object();
        if (biases.size() > MOST_BIASES) {
          throw in.wrong("invalid_logit_bias", "must have at most " + MOST_BIASES + " entries");
        }
        yield biases;
      }
      default -> in.value();
    };
  }
}
