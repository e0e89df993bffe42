package dev.penstock.samples.gateway.wire;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.samples.gateway.access.Caller;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.policy.PolicyNames;
import dev.penstock.samples.gateway.server.HttpError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a body asks for so far. Methods that read stand on the value of a field that all wires have;
 * but for the model and the content, null is as good as no such field.
 */
public final class Asking {
  /** Lets the policy choose the model. */
  public static final String AUTO = "auto";

  /** A route that was asked for becomes this tag; a policy's route may have it as its condition. */
  private static final String ROUTE_TAG = "route=";

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
  private @Nullable String model;
  private @Nullable String user;
  private boolean stream;
  private boolean penstock;
  private @Nullable Long limit;
  private int tools;
  private int stops;
  private int tags;

  /** Nothing yet. */
  public Asking(JsonIn in, PolicyNames names) {
    this.in = in;
    this.names = names;
  }

  /** What is asked of the engine so far. */
  public ChatRequest.Builder request() {
    return request;
  }

  /** Reads the model. */
  public void model() {
    model = in.text();
  }

  /** Reads whether the answer comes in pieces. */
  public void readStream() {
    stream = !in.isNull() && in.truth();
  }

  /** Whether the answer comes in pieces. */
  public boolean stream() {
    return stream;
  }

  /** Reads what the client says about the request, and wants to know of it. */
  public void penstock() {
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

  /** Adds a message that stands in a list of that name. */
  public void message(Message message, String list) {
    if (messages.size() == MOST_MESSAGES) {
      throw HttpError.field(
          "too_many_messages", list, list + " must have at most " + MOST_MESSAGES + " items");
    }
    messages.add(message);
  }

  /** Adds instructions, which stand before all messages. */
  public void instructions(String text) {
    messages.addFirst(Message.system(text));
  }

  /** The messages so far. */
  public List<Message> messages() {
    return messages;
  }

  /** Reads a limit of the output. */
  public void limit() {
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

  /** The limit of the output, or null. */
  public @Nullable Long maxTokens() {
    return limit;
  }

  /** Reads a temperature. */
  public void temperature(double most) {
    if (!in.isNull()) {
      request.temperature(in.number("invalid_temperature", 0, most));
    }
  }

  /** Reads a share of likely tokens. */
  public void topP() {
    if (!in.isNull()) {
      request.topP(in.number("invalid_top_p", Double.MIN_VALUE, 1));
    }
  }

  /** Reads texts that end the answer. */
  public void stops() {
    if (in.isNull()) {
      return;
    }
    String at = in.path();
    in.items(
        () -> {
          if (++stops > MOST_STOPS) {
            throw HttpError.field(
                "invalid_stop", at, at + " must have at most " + MOST_STOPS + " items");
          }
          request.stop(in.text());
        });
  }

  /** Adds a tool that stands in the list of that name. */
  public void tool(ToolSpec tool) {
    if (++tools > MOST_TOOLS) {
      throw HttpError.field(
          "too_many_tools", "tools", "tools must have at most " + MOST_TOOLS + " items");
    }
    request.tool(tool);
  }

  /** Reads how much to think. */
  public void effort() {
    if (in.isNull()) {
      return;
    }
    String word = in.text();
    for (ReasoningEffort effort : ReasoningEffort.values()) {
      if (effort.name().toLowerCase(Locale.ROOT).equals(word)) {
        request.reasoningEffort(effort);
        return;
      }
    }
    throw in.wrong(
        "invalid_reasoning_effort", "must be none, minimal, low, medium, high, xhigh or max");
  }

  /** Reads who asks, which counts where the key is not one person's. */
  public void user() {
    if (!in.isNull()) {
      user = in.label("invalid_user", LONGEST_LABEL);
    }
  }

  /** Reads an object of texts, which become tags. */
  public void tags() {
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

  /** Adds fields for the body that goes to each of these providers. */
  public void pass(Map<String, Object> fields, Set<String> providers) {
    for (String provider : providers) {
      fields.forEach((name, value) -> request.extra(provider, name, value));
    }
  }

  /** What is asked, once the body has been read and its model found. */
  public Asked asked(String id, Caller caller) {
    // A budget of a user must not depend on what the user says about himself.
    about.tenant(caller.tenant()).user(caller.user() == null ? user : caller.user());
    request.id(id).messages(messages).metadata(about.build());
    return new Asked(request.build(), stream, penstock);
  }

  /** Refuses a body without a model, or with one that is not there. */
  public void requireModel() {
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
  }
}
