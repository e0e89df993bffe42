package dev.penstock.core.escalate;

import dev.penstock.api.chat.ChatRequest;

/** A question as the rules see it. */
public final class Asked {
  private final ChatRequest request;
  private final String question;
  private final Words words;
  private final boolean forPerson;
  private final int times;

  Asked(ChatRequest request, String question, Words words, boolean forPerson, int times) {
    this.request = request;
    this.question = question;
    this.words = words;
    this.forPerson = forPerson;
    this.times = times;
  }

  ChatRequest request() {
    return request;
  }

  String question() {
    return question;
  }

  Words words() {
    return words;
  }

  /** Whether the customer asks for a person. */
  boolean isForPerson() {
    return forPerson;
  }

  /** How often it was asked in its session, this time included. */
  int times() {
    return times;
  }
}
