package dev.penstock.provider.wire;

import dev.penstock.api.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Messages of one side that follow each other, for wires that want user and assistant by turns.
 * Results of tools are the user's; instructions stand outside of all turns.
 *
 * @param assistant whether it is the assistant's
 * @param messages at least one, without instructions
 */
public record Turn(boolean assistant, List<Message> messages) {
  /** Checks and copies the components. */
  public Turn {
    messages = List.copyOf(messages);
  }

  /**
   * A conversation in turns.
   *
   * @param empty which messages of the assistant have nothing in them that could be sent
   */
  public static List<Turn> of(List<Message> messages, Predicate<Message.Assistant> empty) {
    List<Turn> turns = new ArrayList<>();
    List<Message> open = new ArrayList<>();
    for (Message message : messages) {
      if (message instanceof Message.SystemText
          || (message instanceof Message.Assistant said && empty.test(said))) {
        continue;
      }
      if (!open.isEmpty() && isAssistant(open.getFirst()) != isAssistant(message)) {
        turns.add(new Turn(isAssistant(open.getFirst()), open));
        open.clear();
      }
      open.add(message);
    }
    if (!open.isEmpty()) {
      turns.add(new Turn(isAssistant(open.getFirst()), open));
    }
    return turns;
  }

  /** The instructions of a conversation, wherever they stand, as one text; empty if none. */
  public static String instructions(List<Message> messages) {
    return messages.stream()
        .filter(message -> message instanceof Message.SystemText && !message.text().isBlank())
        .map(Message::text)
        .collect(Collectors.joining("\n\n"));
  }

  private static boolean isAssistant(Message message) {
    return message instanceof Message.Assistant;
  }
}
