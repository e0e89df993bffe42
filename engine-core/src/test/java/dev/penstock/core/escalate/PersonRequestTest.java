package dev.penstock.core.escalate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonRequestTest {
  private final PersonRequest english = new PersonRequest(null);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I want to talk to a human",
        "can I speak with someone?",
        "Connect me to a representative",
        "transfer me to an agent please",
        "Agent",
        "agent please!!",
        "HUMAN",
        "is there a real person here?",
        "why can't I talk to a human?",
        "let me speak to your supervisor, this is the third time",
        "I don't want a bot, I want a person",
        "get me a manager now",
        "put me through to an operator",
        "I need an agent who can decide this",
        "I'd like to chat with a live agent",
        "please escalate this to a manager",
        "I demand a supervisor!",
        "I want a human, not a machine",
      })
  void knowsWhoAsksForAPerson(String question) {
    assertThat(english.isIn(Words.of(question))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "where is my order",
        "I want a human hair wig",
        "no need to talk to a human",
        "I don't want to speak to a representative",
        "the delivery agent left it at the door",
        "can someone else pick up my parcel?",
        "how do I get a manager account for my team",
        "which person signed for the delivery?",
        "I want to return the personal alarm",
        "does the manager edition contain the same items",
        "yesterday I talked to an agent and it was solved",
        "",
      })
  void knowsWhoDoesNot(String question) {
    assertThat(english.isIn(Words.of(question))).isFalse();
  }

  @Test
  void takesThePhrasesOfAPolicyToo() {
    PersonRequest german = new PersonRequest(List.of("mit einem Menschen", "Mitarbeiter sprechen"));
    assertThat(german.isIn(Words.of("Kann ich mit einem Menschen reden?"))).isTrue();
    assertThat(german.isIn(Words.of("Ich will einen MITARBEITER SPRECHEN!"))).isTrue();
    assertThat(german.isIn(Words.of("talk to a human"))).isTrue();
    assertThat(german.isIn(Words.of("Wo ist mein Paket?"))).isFalse();
  }
}
