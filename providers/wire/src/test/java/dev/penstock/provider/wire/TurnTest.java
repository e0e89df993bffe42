package dev.penstock.provider.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TurnTest {
  private static final Message HELLO = Message.user("Hello");
  private static final Message RESULT = Message.toolResult("1", "a cat");
  private static final Message YES = Message.assistant("Yes");
  private static final Message NOTHING = Message.assistant("");

  @Test
  void joinsWhatOneSideSays() {
    List<Message> messages =
        List.of(Message.system("Be brief."), HELLO, YES, YES, RESULT, Message.system("!"), HELLO);
    assertThat(turns(messages))
        .containsExactly(
            new Turn(false, List.of(HELLO)),
            new Turn(true, List.of(YES, YES)),
            new Turn(false, List.of(RESULT, HELLO)));
  }

  @Test
  void leavesOutWhatSaysNothing() {
    assertThat(turns(List.of(HELLO, NOTHING, HELLO)))
        .containsExactly(new Turn(false, List.of(HELLO, HELLO)));
    assertThat(turns(List.of(NOTHING))).isEmpty();
  }

  @Test
  void findsInstructionsWhereverTheyStand() {
    List<Message> messages =
        List.of(Message.system("One."), HELLO, Message.system(" "), Message.system("Two."));
    assertThat(Turn.instructions(messages)).isEqualTo("One.\n\nTwo.");
    assertThat(Turn.instructions(List.of(HELLO))).isEmpty();
  }

  private static List<Turn> turns(List<Message> messages) {
    return Turn.of(messages, assistant -> assistant.text().isEmpty());
  }
}
