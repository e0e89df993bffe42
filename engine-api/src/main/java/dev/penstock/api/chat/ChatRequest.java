package dev.penstock.api.chat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for an answer. Immutable; build it with {@link #builder()} or {@link #of(String)}.
 *
 * @param id the request's id, or null for one made by the engine; unique per request
 * @param model the policy's name of the model asked for, or null to let the policy choose
 * @param messages the conversation, the question last
 * @param documents data that the answer depends on
 * @param tools tools the model may call
 * @param toolChoice whether and which tool must be called
 * @param responseFormat the form of the answer
 * @param temperature 0 to 2, or null for the provider's default
 * @param topP above 0 to 1, or null for the provider's default
 * @param stop texts that end the answer
 * @param seed a seed for providers that know one, or null
 * @param maxOutputTokens the caller's limit, or null for the route's
 * @param reasoningEffort how much to think, or null for the provider's default
 * @param metadata what the caller says about the request
 * @param extra fields for a provider's request body, by provider instance name ({@link
 *     #ANY_PROVIDER} for all) and wire name; the engine passes them through unread. Values are JSON
 *     values: string, number, boolean, list or map of such.
 */
public record ChatRequest(
    @Nullable String id,
    @Nullable String model,
    List<Message> messages,
    List<ContextDocument> documents,
    List<ToolSpec> tools,
    ToolChoice toolChoice,
    ResponseFormat responseFormat,
    @Nullable Double temperature,
    @Nullable Double topP,
    List<String> stop,
    @Nullable Long seed,
    @Nullable Long maxOutputTokens,
    @Nullable ReasoningEffort reasoningEffort,
    Metadata metadata,
    Map<String, Map<String, Object>> extra) {

  /** Names every provider in {@link #extra()}. */
  public static final String ANY_PROVIDER = "*";

  /** Copies the collections and refuses values outside of the ranges above. */
  public ChatRequest {
    messages = List.copyOf(messages);
    documents = List.copyOf(documents);
    tools = List.copyOf(tools);
    stop = List.copyOf(stop);
    extra = extra.isEmpty() ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(extra));
    Objects.requireNonNull(toolChoice, "toolChoice");
    Objects.requireNonNull(responseFormat, "responseFormat");
    Objects.requireNonNull(metadata, "metadata");
    if (temperature != null && !(temperature >= 0 && temperature <= 2)) {
      throw new IllegalArgumentException("temperature must be from 0 to 2, not " + temperature);
    }
    if (topP != null && !(topP > 0 && topP <= 1)) {
      throw new IllegalArgumentException("top-p must be above 0 and at most 1, not " + topP);
    }
    if (maxOutputTokens != null && maxOutputTokens < 1) {
      throw new IllegalArgumentException(
          "max output tokens must be at least 1, not " + maxOutputTokens);
    }
    if (id != null && id.isBlank()) {
      throw new IllegalArgumentException("a request id must not be blank");
    }
  }

  /** A request with one question and nothing else; it names no tenant, so nothing is recalled. */
  public static ChatRequest of(String question) {
    return builder().user(question).build();
  }

  /** A request of a tenant with one question and nothing else. */
  public static ChatRequest ofTenant(String tenant, String question) {
    return builder().user(question).metadata(Metadata.builder().tenant(tenant).build()).build();
  }

  /** A builder that starts empty. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that starts with this request. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** The text of the last user's message, which is what is asked; empty if there is none. */
  public String question() {
    for (int i = messages.size() - 1; i >= 0; i--) {
      if (messages.get(i) instanceof Message.User user) {
        return user.text();
      }
    }
    return "";
  }

  /** Collects a request. */
  public static final class Builder {
    private @Nullable String id;
    private @Nullable String model;
    private final List<Message> messages = new ArrayList<>();
    private final List<ContextDocument> documents = new ArrayList<>();
    private final List<ToolSpec> tools = new ArrayList<>();
    private ToolChoice toolChoice = ToolChoice.AUTO;
    private ResponseFormat responseFormat = ResponseFormat.TEXT;
    private @Nullable Double temperature;
    private @Nullable Double topP;
    private final List<String> stop = new ArrayList<>();
    private @Nullable Long seed;
    private @Nullable Long maxOutputTokens;
    private @Nullable ReasoningEffort reasoningEffort;
    private Metadata metadata = Metadata.EMPTY;
    private final Map<String, Map<String, Object>> extra = new LinkedHashMap<>();

    private Builder() {}

    private Builder(ChatRequest from) {
      id = from.id;
      model = from.model;
      messages.addAll(from.messages);
      documents.addAll(from.documents);
      tools.addAll(from.tools);
      toolChoice = from.toolChoice;
      responseFormat = from.responseFormat;
      temperature = from.temperature;
      topP = from.topP;
      stop.addAll(from.stop);
      seed = from.seed;
      maxOutputTokens = from.maxOutputTokens;
      reasoningEffort = from.reasoningEffort;
      metadata = from.metadata;
      from.extra.forEach((provider, fields) -> extra.put(provider, new LinkedHashMap<>(fields)));
    }

    /** Sets {@link ChatRequest#id}. */
    public Builder id(@Nullable String value) {
      id = value;
      return this;
    }

    /** Sets {@link ChatRequest#model}. */
    public Builder model(@Nullable String value) {
      model = value;
      return this;
    }

    /** Adds a message. */
    public Builder message(Message value) {
      messages.add(value);
      return this;
    }

    /** Replaces all messages. */
    public Builder messages(List<? extends Message> values) {
      messages.clear();
      messages.addAll(values);
      return this;
    }

    /** Adds instructions. */
    public Builder system(String text) {
      return message(Message.system(text));
    }

    /** Adds what the user says. */
    public Builder user(String text) {
      return message(Message.user(text));
    }

    /** Adds what the model said before. */
    public Builder assistant(String text) {
      return message(Message.assistant(text));
    }

    /** Adds data that the answer depends on. */
    public Builder document(String name, String text) {
      documents.add(new ContextDocument(name, text));
      return this;
    }

    /** Adds a tool. */
    public Builder tool(ToolSpec value) {
      tools.add(value);
      return this;
    }

    /** Sets {@link ChatRequest#toolChoice}. */
    public Builder toolChoice(ToolChoice value) {
      toolChoice = value;
      return this;
    }

    /** Sets {@link ChatRequest#responseFormat}. */
    public Builder responseFormat(ResponseFormat value) {
      responseFormat = value;
      return this;
    }

    /** Sets {@link ChatRequest#temperature}. */
    public Builder temperature(@Nullable Double value) {
      temperature = value;
      return this;
    }

    /** Sets {@link ChatRequest#topP}. */
    public Builder topP(@Nullable Double value) {
      topP = value;
      return this;
    }

    /** Adds a text that ends the answer. */
    public Builder stop(String value) {
      stop.add(value);
      return this;
    }

    /** Sets {@link ChatRequest#seed}. */
    public Builder seed(@Nullable Long value) {
      seed = value;
      return this;
    }

    /** Sets {@link ChatRequest#maxOutputTokens}. */
    public Builder maxOutputTokens(@Nullable Long value) {
      maxOutputTokens = value;
      return this;
    }

    /** Sets {@link ChatRequest#reasoningEffort}. */
    public Builder reasoningEffort(@Nullable ReasoningEffort value) {
      reasoningEffort = value;
      return this;
    }

    /** Sets {@link ChatRequest#metadata}. */
    public Builder metadata(Metadata value) {
      metadata = value;
      return this;
    }

    /** Adds a field for the request body of one provider instance. */
    public Builder extra(String provider, String field, Object value) {
      extra.computeIfAbsent(provider, name -> new LinkedHashMap<>()).put(field, value);
      return this;
    }

    /** Drops all context documents, as the engine does once they are in a message. */
    public Builder withoutDocuments() {
      documents.clear();
      return this;
    }

    /** The request; throws {@link IllegalArgumentException} on a value out of range. */
    public ChatRequest build() {
      return new ChatRequest(
          id,
          model,
          messages,
          documents,
          tools,
          toolChoice,
          responseFormat,
          temperature,
          topP,
          stop,
          seed,
          maxOutputTokens,
          reasoningEffort,
          metadata,
          extra);
    }
  }
}
