package dev.penstock.core.policy;

import dev.penstock.core.word.Quoted;
import dev.penstock.core.word.Spelling;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks lists of names.
 *
 * @param thing what they name
 * @param code the code of an unknown one
 * @param known what there is
 */
record Names(Findings findings, String thing, String code, Collection<String> known) {
  /** A list of known names, each once, at least one. */
  void check(String path, List<String> names) {
    Set<String> seen = new HashSet<>();
    if (names.isEmpty()) {
      findings.mistake(path, "EMPTY_LIST", "found nothing, expected a " + thing);
    }
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      String at = findings.item(path, i);
      check(at, name);
      if (!seen.add(name)) {
        findings.mistake(at, "DUPLICATE_VALUE", Quoted.of(name) + " stands here twice");
      }
    }
  }

  /** A known name. */
  void check(String path, String name) {
    if (!known.contains(name)) {
      findings.mistake(
          path, code, "there is no " + thing + " " + Quoted.of(name) + Spelling.hint(name, known));
    }
  }
}
