package dev.penstock.api;

import org.jspecify.annotations.Nullable;

/**
 * Which answers are to be forgotten: those for which all holds that is said. Nothing said means
 * every answer.
 *
 * @param tenant those of this tenant, or null
 * @param tag those to requests with this tag, or null
 * @param model those of this model, by the policy's name of it, or null
 * @param promptVersion those to requests with this version of the prompt, or null
 * @param intent those to questions about this, or null
 */
public record Invalidation(
    @Nullable String tenant,
    @Nullable String tag,
    @Nullable String model,
    @Nullable String promptVersion,
    @Nullable String intent) {
  /** Every answer. */
  public static final Invalidation EVERYTHING = new Invalidation(null, null, null, null, null);

  /** The answers of a tenant. */
  public static Invalidation ofTenant(String tenant) {
    return EVERYTHING.withTenant(tenant);
  }

  /** The answers to requests with a tag. */
  public static Invalidation ofTag(String tag) {
    return EVERYTHING.withTag(tag);
  }

  /** The answers of a model. */
  public static Invalidation ofModel(String model) {
    return EVERYTHING.withModel(model);
  }

  /** The answers to requests with a version of the prompt. */
  public static Invalidation ofPromptVersion(String promptVersion) {
    return EVERYTHING.withPromptVersion(promptVersion);
  }

  /** The answers to questions about something. */
  public static Invalidation ofIntent(String intent) {
    return EVERYTHING.withIntent(intent);
  }

  /** Of these, those of a tenant. */
  public Invalidation withTenant(String value) {
    return new Invalidation(value, tag, model, promptVersion, intent);
  }

  /** Of these, those to requests with a tag. */
  public Invalidation withTag(String value) {
    return new Invalidation(tenant, value, model, promptVersion, intent);
  }

  /** Of these, those of a model. */
  public Invalidation withModel(String value) {
    return new Invalidation(tenant, tag, value, promptVersion, intent);
  }

  /** Of these, those to requests with a version of the prompt. */
  public Invalidation withPromptVersion(String value) {
    return new Invalidation(tenant, tag, model, value, intent);
  }

  /** Of these, those to questions about something. */
  public Invalidation withIntent(String value) {
    return new Invalidation(tenant, tag, model, promptVersion, value);
  }
}
