package dev.penstock.api.chat;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the caller says about a request beside its content. It decides routes, budgets, cache
 * partitions and reports; none of it goes upstream.
 *
 * @param tenant whose request it is; budgets and cache partitions follow it, and nothing is
 *     recalled without one
 * @param user the person behind it, if known
 * @param session the conversation, if known
 * @param tags labels for reports and budgets, such as {@code team=checkout}; sorted, at most
 *     {@value #MOST_TAGS} of at most {@value #LONGEST_TAG} characters
 * @param priority how urgent it is
 * @param intent what it is about, if the caller knows; classifiers may fill it
 * @param locale the language expected, if known
 * @param promptVersion the version of the caller's prompt, if it names one; answers of one version
 *     are not given to another
 */
public record Metadata(
    String tenant,
    @Nullable String user,
    @Nullable String session,
    Set<String> tags,
    Priority priority,
    @Nullable String intent,
    @Nullable Locale locale,
    @Nullable String promptVersion) {

  /** The most tags of a request. */
  public static final int MOST_TAGS = 32;

  /** The most characters of a tag. */
  public static final int LONGEST_TAG = 128;

  /** The tenant of requests that name none. Their answers are neither recalled nor stored. */
  public static final String NO_TENANT = "none";

  /** Nothing said: tenant {@value #NO_TENANT}, normal priority. */
  public static final Metadata EMPTY =
      new Metadata(NO_TENANT, null, null, Set.of(), Priority.NORMAL, null, null, null);

  /** Checks and copies the components. */
  public Metadata {
    if (tenant.isBlank()) {
      throw new IllegalArgumentException("a tenant must not be blank");
    }
    Objects.requireNonNull(priority, "priority");
    if (tags.size() > MOST_TAGS) {
      throw new IllegalArgumentException(
          "a request may have " + MOST_TAGS + " tags, found " + tags.size());
    }
    for (String tag : tags) {
      if (tag.isBlank()
          || tag.length() > LONGEST_TAG
          || tag.chars().anyMatch(Character::isISOControl)) {
        throw new IllegalArgumentException(
            "a tag must have 1 to " + LONGEST_TAG + " characters, and no control character");
      }
    }
    tags = tags.isEmpty() ? Set.of() : java.util.Collections.unmodifiableSet(new TreeSet<>(tags));
  }

  /** A builder that starts with nothing said. */
  public static Builder builder() {
    return new Builder();
  }

  /** Collects what is said about a request. */
  public static final class Builder {
    private String tenant = NO_TENANT;
    private @Nullable String user;
    private @Nullable String session;
    private final Set<String> tags = new TreeSet<>();
    private Priority priority = Priority.NORMAL;
    private @Nullable String intent;
    private @Nullable Locale locale;
    private @Nullable String promptVersion;

    private Builder() {}

    /** Sets {@link Metadata#tenant}. */
    public Builder tenant(String value) {
      tenant = value;
      return this;
    }

    /** Sets {@link Metadata#user}. */
    public Builder user(@Nullable String value) {
      user = value;
      return this;
    }

    /** Sets {@link Metadata#session}. */
    public Builder session(@Nullable String value) {
      session = value;
      return this;
    }

    /** Adds to {@link Metadata#tags}. */
    public Builder tag(String value) {
      tags.add(value);
      return this;
    }

    /** Sets {@link Metadata#priority}. */
    public Builder priority(Priority value) {
      priority = value;
      return this;
    }

    /** Sets {@link Metadata#intent}. */
    public Builder intent(@Nullable String value) {
      intent = value;
      return this;
    }

    /** Sets {@link Metadata#locale}. */
    public Builder locale(@Nullable Locale value) {
      locale = value;
      return this;
    }

    /** Sets {@link Metadata#promptVersion}. */
    public Builder promptVersion(@Nullable String value) {
      promptVersion = value;
      return this;
    }

    /** What was collected; throws {@link IllegalArgumentException} on a value out of range. */
    public Metadata build() {
      return new Metadata(tenant, user, session, tags, priority, intent, locale, promptVersion);
    }
  }
}
