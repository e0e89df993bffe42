package dev.penstock.provider.openai;

import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.api.policy.Ability;
import java.net.URI;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What sets a dialect apart: names of fields, and what its servers refuse.
 *
 * @param baseUrl the vendor's own address, or null if there is none
 * @param keyNeeded whether it never answers without a key
 * @param limitField the field that limits the output
 * @param seedField the field of the seed, or null if it knows none
 * @param streamOptions whether a stream tells its usage only if asked to
 * @param jsonSchema whether an answer can be held to a schema, not only to JSON
 * @param strictTools whether a tool may be marked strict
 * @param vision whether a message may have images
 * @param imageLinks whether an image may be a link
 * @param thinkingSwitch whether reasoning is turned on and off by {@code thinking.type}
 * @param efforts the words for each effort
 * @param samplingWhileReasoning whether temperature and top_p go together with reasoning
 * @param base64Vectors whether vectors are asked for in Base64, which is a quarter of the text
 */
record Traits(
    @Nullable URI baseUrl,
    boolean keyNeeded,
    String limitField,
    @Nullable String seedField,
    boolean streamOptions,
    boolean jsonSchema,
    boolean strictTools,
    boolean vision,
    boolean imageLinks,
    boolean thinkingSwitch,
    Map<ReasoningEffort, String> efforts,
    boolean samplingWhileReasoning,
    boolean base64Vectors) {

  Set<Ability> abilities() {
    Set<Ability> abilities = EnumSet.of(Ability.TOOLS, Ability.JSON_OBJECT, Ability.REASONING);
    if (jsonSchema) {
      abilities.add(Ability.JSON_SCHEMA);
    }
    if (vision) {
      abilities.add(Ability.VISION);
    }
    if (seedField != null) {
      abilities.add(Ability.SEED);
    }
    return Collections.unmodifiableSet(abilities);
  }

  private static Map<ReasoningEffort, String> byEffort(String... words) {
    Map<ReasoningEffort, String> table = new EnumMap<>(ReasoningEffort.class);
    Iterator<String> word = List.of(words).iterator();
    for (ReasoningEffort effort : ReasoningEffort.values()) {
      table.put(effort, word.next());
    }
    return Collections.unmodifiableMap(table);
  }

  /** What most vendors have in common, to be changed. */
  static Builder common() {
    return new Builder();
  }

  /** Collects what sets a dialect apart. */
  static final class Builder {
    private @Nullable URI baseUrl;
    private boolean keyNeeded = true;
    private String limitField = "max_tokens";
    private @Nullable String seedField = "seed";
    private boolean streamOptions = true;
    private boolean jsonSchema = true;
    private boolean strictTools = true;
    private boolean vision = true;
    private boolean imageLinks = true;
    private boolean thinkingSwitch;
    private Map<ReasoningEffort, String> efforts =
        byEffort("none", "minimal", "low", "medium", "high", "xhigh", "max");
    private boolean samplingWhileReasoning = true;
    private boolean base64Vectors;

    private Builder() {}

    Builder at(String address) {
      baseUrl = URI.create(address);
      return this;
    }

    Builder keyOptional() {
      keyNeeded = false;
      return this;
    }

    Builder limitField(String name) {
      limitField = name;
      return this;
    }

    Builder seedField(@Nullable String name) {
      seedField = name;
      return this;
    }

    Builder noStreamOptions() {
      streamOptions = false;
      return this;
    }

    Builder noJsonSchema() {
      jsonSchema = false;
      return this;
    }

    Builder noStrictTools() {
      strictTools = false;
      return this;
    }

    Builder noVision() {
      vision = false;
      return this;
    }

    Builder noImageLinks() {
      imageLinks = false;
      return this;
    }

    Builder thinkingSwitch() {
      thinkingSwitch = true;
      return this;
    }

    /** One word for each effort, in the order of {@link ReasoningEffort}. */
    Builder efforts(String... words) {
      efforts = byEffort(words);
      return this;
    }

    Builder noSamplingWhileReasoning() {
      samplingWhileReasoning = false;
      return this;
    }

    Builder base64Vectors() {
      base64Vectors = true;
      return this;
    }

    Traits build() {
      return new Traits(
          baseUrl,
          keyNeeded,
          limitField,
          seedField,
          streamOptions,
          jsonSchema,
          strictTools,
          vision,
          imageLinks,
          thinkingSwitch,
          efforts,
          samplingWhileReasoning,
          base64Vectors);
    }
  }
}
