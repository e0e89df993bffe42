package dev.penstock.provider.openai;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Whose variant of the OpenAI wire an API speaks. What differs is data: {@link Traits}. */
public enum Dialect {
  OPENAI(
      Traits.common()
          .at("https://api.openai.com/v1")
          .limitField("max_completion_tokens")
          .efforts("none", "minimal", "low", "medium", "high", "xhigh", "max")
          .noSamplingWhileReasoning()
          .base64Vectors()),
  DEEPSEEK(
      Traits.common()
          .at("https://api.deepseek.com")
          .seedField(null)
          .noJsonSchema()
          .noVision()
          .noStrictTools()
          .thinkingSwitch()
          .efforts("none", "high", "high", "high", "high", "max", "max")),
  HOLYSHEEP(Traits.common().at("https://api.holysheep.ai/v1")),
  GROQ(
      Traits.common()
          .at("https://api.groq.com/openai/v1")
          .efforts("none", "low", "low", "medium", "high", "high", "high")),
  MISTRAL(
      Traits.common()
          .at("https://api.mistral.ai/v1")
          .seedField("random_seed")
          .noStreamOptions()
          .efforts("none", "high", "high", "high", "high", "high", "high")),
  OLLAMA(
      Traits.common()
          .at("http://127.0.0.1:11434/v1")
          .keyOptional()
          .noImageLinks()
          .noStrictTools()
          .efforts("none", "low", "low", "medium", "high", "high", "high")),
  VLLM(
      Traits.common()
          .at("http://127.0.0.1:8000/v1")
          .keyOptional()
          .noStrictTools()
          .efforts("low", "low", "low", "medium", "high", "high", "high")),
  OPENROUTER(
      Traits.common()
          .at("https://openrouter.ai/api/v1")
          .efforts("none", "minimal", "low", "medium", "high", "xhigh", "xhigh")),
  GENERIC(Traits.common().keyOptional());

  @SuppressWarnings("ImmutableEnumChecker") // a record of values and unmodifiable collections
  private final Traits traits;

  Dialect(Traits.Builder traits) {
    this.traits = traits.build();
  }

  Traits traits() {
    return traits;
  }

  /** The dialect of a known vendor's address, or {@link #GENERIC}. */
  static Dialect of(@Nullable URI baseUrl) {
    if (baseUrl == null) {
      return OPENAI;
    }
    for (Dialect dialect : values()) {
      URI own = dialect.traits.baseUrl();
      if (own != null
          && "https".equals(own.getScheme())
          && own.getHost().equalsIgnoreCase(baseUrl.getHost())) {
        return dialect;
      }
    }
    return GENERIC;
  }

  /** As written in a policy. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
