package dev.penstock.api.support;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A question of a customer.
 *
 * @param id its id, which becomes the request's, or null for one made by the engine
 * @param customer who asks, or null if unknown
 * @param message what the customer says
 * @param orderContext what is known of the orders it is about: values are strings, numbers,
 *     booleans, lists and maps of such; empty if nothing is known
 * @param priority how urgent it is
 * @param metadata anything else: {@code session}, {@code locale} (a language tag) and {@code
 *     intent} mean what they mean in {@link Metadata}, all other entries become tags {@code
 *     key=value}
 */
public record CustomerQuery(
    @Nullable String id,
    @Nullable String customer,
    String message,
    Map<String, Object> orderContext,
    Priority priority,
    Map<String, String> metadata) {
  /** The name of the document that the order context becomes. */
  public static final String ORDER = "order";

  /** Copies the maps; refuses a blank message and an order context that is not plain data. */
  public CustomerQuery {
    Objects.requireNonNull(priority, "priority");
    if (message.isBlank()) {
      throw new IllegalArgumentException("a customer's message must not be blank");
    }
    orderContext = PlainData.sorted(orderContext);
    metadata = java.util.Collections.unmodifiableMap(new TreeMap<>(metadata));
  }

  /** A builder of a question with normal priority. */
  public static Builder builder(String message) {
    return new Builder(message);
  }

  /**
   * The request that this question is. The order context is a document in compact JSON, its keys
   * sorted, nothing in it empty: a part of the cache key, and what pruning knows as {@value
   * #ORDER}. The conversation is that of the customer unless the metadata name a session.
   *
   * @param tenant whose service it is
   * @throws IllegalArgumentException if the metadata do not fit into {@link Metadata}
   */
  public ChatRequest.Builder request(String tenant) {
    Metadata.Builder about =
        Metadata.builder().tenant(tenant).user(customer).session(customer).priority(priority);
    metadata.forEach(
        (key, value) -> {
          switch (key) {
            case "session" -> about.session(value);
            case "intent" -> about.intent(value);
            case "locale" -> about.locale(PlainData.locale(value));
            default -> about.tag(key + "=" + value);
          }
        });
    ChatRequest.Builder request =
        ChatRequest.builder().id(id).user(message).metadata(about.build());
    if (!orderContext.isEmpty()) {
      request.document(ORDER, PlainData.json(orderContext));
    }
    return request;
  }

  /** Collects a question. */
  public static final class Builder {
    private final String message;
    private @Nullable String id;
    private @Nullable String customer;
    private Map<String, Object> orderContext = Map.of();
    private Priority priority = Priority.NORMAL;
    private final Map<String, String> metadata = new TreeMap<>();

    private Builder(String message) {
      this.message = message;
    }

    /** Sets {@link CustomerQuery#id}. */
    public Builder id(@Nullable String value) {
      id = value;
      return this;
    }

    /** Sets {@link CustomerQuery#customer}. */
    public Builder customer(@Nullable String value) {
      customer = value;
      return this;
    }

    /** Sets {@link CustomerQuery#orderContext}. */
    public Builder orderContext(Map<String, Object> value) {
      orderContext = value;
      return this;
    }

    /** Sets {@link CustomerQuery#priority}. */
    public Builder priority(Priority value) {
      priority = value;
      return this;
    }

    /** Adds to {@link CustomerQuery#metadata}. */
    public Builder metadata(String key, String value) {
      metadata.put(key, value);
      return this;
    }

    /** The question; throws {@link IllegalArgumentException} on a value out of range. */
    public CustomerQuery build() {
      return new CustomerQuery(id, customer, message, orderContext, priority, metadata);
    }
  }
}
