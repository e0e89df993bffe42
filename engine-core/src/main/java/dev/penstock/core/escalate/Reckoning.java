package dev.penstock.core.escalate;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;

/**
 * Follows an answer's numbers from those that are known: each may be the sum, difference, product
 * or quotient of two, and is known from then on. Numbers are compared to a millionth.
 */
final class Reckoning {
  private static final int MOST = 80;
  private static final int LONGEST = 20_000;
  private static final double MILLION = 1e6;

  private final double[] numbers = new double[MOST];
  private final Set<Long> known = new HashSet<>();
  private int size;

  Reckoning(Set<String> given) {
    given.stream().limit(MOST / 2).forEach(number -> add(Double.parseDouble(number)));
  }

  /** How many amounts follow from nothing that is known. */
  int unexplained(String answer, Facts stated) {
    int unexplained = 0;
    String text = answer.length() <= LONGEST ? answer : answer.substring(0, LONGEST);
    for (String written : Facts.numbers(text)) {
      double number = Double.parseDouble(written);
      if (knows(number) || follows(number)) {
        add(number);
      } else if (stated.amounts().containsKey(written)) {
        unexplained++;
      }
    }
    return unexplained;
  }

  private boolean follows(double number) {
    return Arrays.stream(numbers, 0, size)
        .anyMatch(
            one ->
                knows(number - one)
                    || knows(number + one)
                    || (one != 0 && (knows(number / one) || knows(number * one))));
  }

  private boolean knows(double number) {
    return known.contains(Math.round(number * MILLION));
  }

  private void add(double number) {
    if (size < MOST && known.add(Math.round(number * MILLION))) {
      numbers[size++] = number;
    }
  }
}
