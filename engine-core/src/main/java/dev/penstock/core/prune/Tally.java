package dev.penstock.core.prune;

import dev.penstock.api.explain.PrunedPart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Counts what was kept and left out, by part. */
final class Tally {
  private final Map<String, PrunedPart> parts = new LinkedHashMap<>();

  /** Adds to a part; the first reason for something left out stands. */
  void add(String part, long kept, long dropped, String reason) {
    PrunedPart more = new PrunedPart(part, kept, dropped, reason);
    parts.merge(
        part,
        more,
        (before, after) ->
            new PrunedPart(
                part,
                before.kept() + after.kept(),
                before.dropped() + after.dropped(),
                before.dropped() > 0 ? before.reason() : after.reason()));
  }

  List<PrunedPart> parts() {
    return new ArrayList<>(parts.values());
  }
}
