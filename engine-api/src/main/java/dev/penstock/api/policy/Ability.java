package dev.penstock.api.policy;

/** What a model or a provider's wire can do beyond answering text with text. */
public enum Ability {
  /** Calling tools. */
  TOOLS,
  /** Holding an answer to a JSON Schema. */
  JSON_SCHEMA,
  /** Answering with any JSON object. */
  JSON_OBJECT,
  /** Reading images. */
  VISION,
  /** Thinking with a stated effort. */
  REASONING,
  /** Sampling with a seed. */
  SEED
}
