package dev.penstock.core.recall;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.KeyPart;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.spi.CacheKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Makes cache keys. Each part goes into the digest with its name and length, so that no two
 * different requests have the same bytes.
 */
public final class CacheKeys {
  private final MessageDigest sha256;
  private final KeyParts parts;

  /**
   * Keys for one policy.
   *
   * @param plugins what of its plugins decides how a question is answered
   */
  public CacheKeys(Policy policy, String plugins) {
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    Set<String> tags = new LinkedHashSet<>();
    for (RouteSpec route : policy.routes()) {
      if (route.when() != null && route.when().tag() != null) {
        tags.addAll(route.when().tag());
      }
    }
    parts = new KeyParts(fingerprint(policy, plugins), tags);
  }

  /** The key of a request whose last message is the question. */
  public CacheKey key(ChatRequest request, String question) {
    StringBuilder text = new StringBuilder(512);
    parts.each(
        request,
        new KeyParts.Sink() {
          @Override
          public void shown(String name, String value) {
            append(text, name, value);
          }

          @Override
          public void hidden(String name, String value) {
            append(text, name, value);
          }
        });
    String partition = digest(text.toString());
    String normal = Question.normalise(question);
    return new CacheKey(partition, digest(partition + normal), normal);
  }

  /** The parts of that key, for a person. */
  public List<KeyPart> explain(ChatRequest request, CacheKey key) {
    List<KeyPart> shown = new ArrayList<>();
    parts.each(
        request,
        new KeyParts.Sink() {
          @Override
          public void shown(String name, String value) {
            shown.add(new KeyPart(name, value));
          }

          @Override
          public void hidden(String name, String value) {
            shown.add(new KeyPart(name, "sha256:" + digest(value)));
          }
        });
    shown.add(new KeyPart("question", "sha256:" + digest(key.question())));
    shown.add(new KeyPart("partition", key.partition()));
    shown.add(new KeyPart("exact", key.exact()));
    return shown;
  }

  private static void append(StringBuilder text, String name, String value) {
    text.append(name).append('=').append(value.length()).append(':').append(value).append(';');
  }

  /** What of a policy decides which model answers how; prices and budgets do not. */
  private String fingerprint(Policy policy, String plugins) {
    StringBuilder text = new StringBuilder();
    policy
        .models()
        .forEach(
            (name, model) ->
                append(text, name, model.provider() + "/" + model.id() + "/" + model.tiers()));
    append(text, "tiers", policy.tiers().toString());
    append(text, "classifiers", policy.classifiers().toString());
    append(text, "when-unsure", String.valueOf(policy.whenUnsure()));
    append(text, "routes", policy.routes().toString());
    append(text, "plugins", plugins);
    if (!policy.prompts().isEmpty()) {
      append(text, "prompts", policy.prompts().toString());
    }
    if (policy.prune() != null) {
      append(text, "prune", policy.prune().toString());
    }
    return digest(text.toString()).substring(0, 12);
  }

  private String digest(String text) {
    try {
      MessageDigest copy = (MessageDigest) sha256.clone();
      return HexFormat.of().formatHex(copy.digest(text.getBytes(StandardCharsets.UTF_8)));
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the platform's SHA-256 cannot be cloned", e);
    }
  }
}
