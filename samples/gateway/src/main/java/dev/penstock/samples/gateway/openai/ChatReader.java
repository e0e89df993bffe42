package dev.penstock.samples.gateway.openai;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.samples.gateway.access.Caller;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.HttpError;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request for a chat completion, field by field in any order. */
final class ChatReader {
  /** Lets the policy choose the model. */
  static final String AUTO = "auto";

  /** A route that was asked for becomes this tag; a policy's route may have it as its condition. */
  static final String ROUTE_TAG = "route=";

  private static final int MOST_MESSAGES = 10_000;
  private static final int MOST_TOOLS = 512;
  private static final int MOST_STOPS = 16;
  private static final int MOST_TAGS = 16;
  private static final int LONGEST_LABEL = 256;

  private final JsonIn in;
  private final PolicyNames names;
  private final ChatRequest.Builder request = ChatRequest.builder();
  private final Metadata.Builder about = Metadata.builder();
  private final List<Message> messages = new ArrayList<>();
  private final Map<String, Object> other = new LinkedHashMap<>();
  private @Nullable String model;
  private @Nullable String user;
  private boolean messagesGiven;
  private boolean stream;
  private boolean streamOptions;
  private boolean includeUsage;
  private boolean penstock;
  private @Nullable Long limit;
  private int tools;
  private int stops;
  private int tags;

  private ChatReader(JsonIn in, PolicyNames names) {
    this.in = in;
    this.names = names;
  }

  static ChatBody read(byte[] body, String id, Caller caller, PolicyNames names) {
    return JsonIn.read(
        body,
        in -> {
          ChatReader reader = new ChatReader(in, names);
          in.fields((name, value) -> reader.field(name));
          return reader.body(id, caller);
        });
  }

  private void field(String name) {
    switch (name) {
      case "model" -> model = in.text();
      case "messages" -> messages();
      case "stream" -> stream = !in.isNull() && in.truth();
      case "stream_options" -> streamOptions();
      case "penstock" -> penstock();
      case "max_tokens", "max_completion_tokens" -> limit();
      case "n" -> one();
      case "temperature" -> {
        if (!in.isNull()) {
          request.temperature(in.number("invalid_temperature", 0, 2));
        }
      }
      case "top_p" -> {
        if (!in.isNull()) {
          request.topP(in.number("invalid_top_p", Double.MIN_VALUE, 1));
        }
      }
      case "seed" -> {
        if (!in.isNull()) {
          request.seed(in.wholeNumber("invalid_seed", Long.MIN_VALUE, Long.MAX_VALUE));
        }
      }
      case "stop" -> stop();
      case "tools" -> tools();
      case "tool_choice" -> {
        if (!in.isNull()) {
          request.toolChoice(ToolReader.choice(in));
        }
      }
      case "response_format" -> {
        if (!in.isNull()) {
          request.responseFormat(ToolReader.format(in));
        }
      }
      case "reasoning_effort" -> {
        if (!in.isNull()) {
          request.reasoningEffort(effort());
        }
      }
      case "user" -> {
        if (!in.isNull()) {
          user = in.label("invalid_user", LONGEST_LABEL);
        }
      }
      case "metadata" -> tags();
      default -> {
        Object value = OtherFields.read(name, in);
        if (value != null) {
          other.put(name, value);
        }
      }
    }
  }

  private void messages() {
    messagesGiven = true;
    in.items(
        () -> {
          if (messages.size() == MOST_MESSAGES) {
            throw HttpError.field(
                "too_many_messages",
                "messages",
                "messages must have at most " + MOST_MESSAGES + " items");
          }
          messages.add(MessageReader.read(in));
        });
  }

  private void streamOptions() {
    if (in.isNull()) {
      return;
    }
    streamOptions = true;
    in.fields(
        (name, value) -> {
          switch (name) {
            case "include_usage" -> includeUsage = !in.isNull() && in.truth();
            case "include_obfuscation" -> {
              if (!in.isNull() && in.truth()) {
                throw in.wrong("unsupported_value", "must be false; there is no obfuscation here");
              }
            }
            default -> throw in.unknown();
          }
        });
  }

  private void penstock() {
    if (!in.isObject()) {
      penstock = !in.isNull() && in.truth();
      return;
    }
    in.fields(
        (name, value) -> {
          switch (name) {
            case "include" -> penstock = in.truth();
            case "session" -> about.session(in.label("invalid_session", LONGEST_LABEL));
            case "intent" -> about.intent(in.label("invalid_intent", LONGEST_LABEL));
            case "priority" -> about.priority(priority());
            case "prompt_version" ->
                about.promptVersion(in.label("invalid_prompt_version", LONGEST_LABEL));
            default -> throw in.unknown();
          }
        });
  }

  private Priority priority() {
    return switch (in.text()) {
      case "normal" -> Priority.NORMAL;
      case "high" -> Priority.HIGH;
      case "urgent" -> Priority.URGENT;
      default -> throw in.wrong("invalid_priority", "must be normal, high or urgent");
    };
  }

  private void limit() {
    if (in.isNull()) {
      return;
    }
    long tokens = in.wholeNumber("invalid_max_tokens", 1, Integer.MAX_VALUE);
    if (limit != null && limit != tokens) {
      throw in.wrong("invalid_max_tokens", "says another number than the field beside it");
    }
    limit = tokens;
    request.maxOutputTokens(tokens);
  }

  private void one() {
    if (!in.isNull() && in.wholeNumber("invalid_n", 1, Integer.MAX_VALUE) > 1) {
      throw in.wrong("n_too_large", "must be 1; send the request again for another answer");
    }
  }

  private void stop() {
    if (in.isNull()) {
      return;
    }
    if (in.isText()) {
      request.stop(in.text());
      return;
    }
    in.items(
        () -> {
          if (++stops > MOST_STOPS) {
            throw HttpError.field(
                "invalid_stop", "stop", "stop must have at most " + MOST_STOPS + " items");
          }
          request.stop(in.text());
        });
  }

  private void tools() {
    if (in.isNull()) {
      return;
    }
    in.items(
        () -> {
          if (++tools > MOST_TOOLS) {
            throw HttpError.field(
                "too_many_tools", "tools", "tools must have at most " + MOST_TOOLS + " items");
          }
          request.tool(ToolReader.tool(in));
        });
  }

  private ReasoningEffort effort() {
    String word = in.text();
    for (ReasoningEffort effort : ReasoningEffort.values()) {
      if (effort.name().toLowerCase(Locale.ROOT).equals(word)) {
        return effort;
      }
    }
    throw in.wrong(
        "invalid_reasoning_effort", "must be none, minimal, low, medium, high, xhigh or max");
  }

  private void tags() {
    if (in.isNull()) {
      return;
    }
    in.fields(
        (name, value) -> {
          if (++tags > MOST_TAGS) {
            throw HttpError.field(
                "too_many_tags", "metadata", "metadata must have at most " + MOST_TAGS + " fields");
          }
          String tag = name + "=" + in.text();
          boolean fits =
              !name.isBlank()
                  && !tag.startsWith(ROUTE_TAG)
                  && tag.length() <= Metadata.LONGEST_TAG
                  && tag.chars().noneMatch(Character::isISOControl);
          if (!fits) {
            throw HttpError.field(
                "invalid_metadata",
                "metadata",
                "a field of metadata must be a name other than route and a text, both together of"
                    + " at most "
                    + (Metadata.LONGEST_TAG - 1)
                    + " characters, and no control character");
          }
          about.tag(tag);
        });
  }

  private ChatBody body(String id, Caller caller) {
    String asked = chosen();
    if (!messagesGiven) {
      throw HttpError.field("messages_required", "messages", "messages is missing");
    }
    if (messages.isEmpty()) {
      throw HttpError.field("messages_empty", "messages", "messages must have at least one item");
    }
    if (streamOptions && !stream) {
      throw HttpError.field(
          "invalid_stream_options", "stream_options", "stream_options is for streams only");
    }
    // A budget of a user must not depend on what the user says about himself.
    about.tenant(caller.tenant()).user(caller.user() == null ? user : caller.user());
    request.id(id).messages(messages).metadata(about.build());
    for (String provider : names.openAi()) {
      other.forEach((name, value) -> request.extra(provider, name, value));
    }
    return new ChatBody(request.build(), asked, stream, includeUsage, penstock);
  }

  private String chosen() {
    String asked = model;
    if (asked == null || asked.isBlank()) {
      throw HttpError.field(
          "model_required", "model", "model is missing; " + AUTO + " lets the policy choose");
    }
    if (asked.length() > LONGEST_LABEL || asked.chars().anyMatch(Character::isISOControl)) {
      throw HttpError.field(
          "invalid_model",
          "model",
          "model must have at most " + LONGEST_LABEL + " characters, and no control character");
    }
    if (names.models().contains(asked)) {
      request.model(asked);
    } else if (names.routes().contains(asked)) {
      about.tag(ROUTE_TAG + asked);
    } else if (!asked.equals(AUTO)) {
      throw new HttpError(
          404, "model_not_found", "the model does not exist, or is not yours", "model", null);
    }
    return asked;
  }
}
