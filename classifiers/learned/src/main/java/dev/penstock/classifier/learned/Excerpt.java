package dev.penstock.classifier.learned;

/** What is looked at of a question: all of it, or both ends of a very long one. */
final class Excerpt {
  private static final int END = 10_000;

  private Excerpt() {}

  static String of(String question) {
    return question.length() <= 2 * END
        ? question
        : question.substring(0, END) + '\n' + question.substring(question.length() - END);
  }
}
