package dev.penstock.core.prune;

import dev.penstock.api.chat.Message;
import dev.penstock.api.chat.ToolCall;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A conversation taken apart.
 *
 * @param instructions the system's messages before the first turn
 * @param turns what was said before the question, each from a user's message to the next; a tool's
 *     call and its results are never in two turns
 * @param asked the question and all that follows it
 */
record Conversation(List<Message> instructions, List<List<Message>> turns, List<Message> asked) {
  static Conversation of(List<Message> messages) {
    int first = 0;
    while (first < messages.size() && messages.get(first) instanceof Message.SystemText) {
      first++;
    }
    List<List<Message>> turns = new ArrayList<>();
    int start = first;
    for (int next : starts(messages, first)) {
      if (next > start) {
        turns.add(messages.subList(start, next));
      }
      start = next;
    }
    return new Conversation(
        messages.subList(0, first), turns, messages.subList(start, messages.size()));
  }

  /** The users' messages at which no call of a tool still waits for its result. */
  private static List<Integer> starts(List<Message> messages, int first) {
    int[] answeredAt = answeredAt(messages);
    List<Integer> starts = new ArrayList<>();
    int open = -1;
    for (int i = first; i < messages.size(); i++) {
      if (messages.get(i) instanceof Message.User && open < i) {
        starts.add(i);
      }
      open = Math.max(open, answeredAt[i]);
    }
    return starts;
  }

  /** For each message the last result of a tool that it called. */
  private static int[] answeredAt(List<Message> messages) {
    int[] answeredAt = new int[messages.size()];
    Map<String, Integer> calls = new HashMap<>();
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i) instanceof Message.Assistant assistant) {
        for (ToolCall call : assistant.toolCalls()) {
          calls.put(call.id(), i);
        }
      } else if (messages.get(i) instanceof Message.ToolResult result) {
        Integer call = calls.get(result.callId());
        if (call != null) {
          answeredAt[call] = i;
        }
      }
    }
    return answeredAt;
  }

  /** The last user's message, empty if there is none. */
  String question() {
    for (int i = asked.size() - 1; i >= 0; i--) {
      if (asked.get(i) instanceof Message.User user) {
        return user.text();
      }
    }
    return "";
  }
}
