package dev.penstock.core.match;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Units and currencies must be the same where both questions have one. */
final class UnitsGuard implements Guard {
  private static final List<String> UNITS =
      List.of(
          "usd dollar dollars bucks",
          "eur euro euros",
          "gbp pound pounds quid",
          "yen jpy",
          "chf francs franc",
          "inr rupee rupees",
          "cent cents",
          "kg kilo kilos kilogram kilograms",
          "gram grams",
          "lb lbs",
          "ounce ounces oz",
          "km kilometer kilometers kilometre kilometres",
          "mile miles",
          "meter meters metre metres",
          "cm centimeter centimeters",
          "inch inches",
          "foot feet ft",
          "liter liters litre litres",
          "gallon gallons",
          "celsius",
          "fahrenheit",
          "kelvin",
          "second seconds",
          "minute minutes",
          "hour hours",
          "day days",
          "week weeks",
          "month months",
          "year years",
          "percent",
          "kb",
          "mb",
          "gb",
          "tb");
  private static final Map<String, String> CANONICAL = new HashMap<>();

  static {
    for (String unit : UNITS) {
      String[] names = unit.split(" ", -1);
      for (String name : names) {
        CANONICAL.put(name, names[0]);
      }
    }
  }

  @Override
  public String name() {
    return "units";
  }

  @Override
  public boolean refuses(Phrase asked, Phrase stored) {
    Set<String> ours = units(asked);
    if (ours.isEmpty()) {
      return false;
    }
    Set<String> theirs = units(stored);
    return !theirs.isEmpty() && !ours.equals(theirs);
  }

  private static Set<String> units(Phrase phrase) {
    Set<String> units = new TreeSet<>();
    for (String word : phrase.words()) {
      String unit = CANONICAL.get(word);
      if (unit != null) {
        units.add(unit);
      }
    }
    return units;
  }
}
