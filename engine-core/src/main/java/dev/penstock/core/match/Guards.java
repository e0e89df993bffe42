package dev.penstock.core.match;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** All guards, in the order they are asked. */
public final class Guards {
  private static final List<Guard> ALL =
      List.of(
          new NumbersGuard(),
          new UnitsGuard(),
          new NegationGuard(),
          new OppositesGuard(),
          new DirectionGuard(),
          new NamesGuard(),
          new LanguageGuard());

  private Guards() {}

  /** The name of the first guard that refuses, or null if none does. */
  public static @Nullable String refusal(Phrase asked, Phrase stored) {
    for (Guard guard : ALL) {
      if (guard.refuses(asked, stored)) {
        return guard.name();
      }
    }
    return null;
  }

  /** The names of all guards. */
  public static List<String> names() {
    return ALL.stream().map(Guard::name).toList();
  }
}
