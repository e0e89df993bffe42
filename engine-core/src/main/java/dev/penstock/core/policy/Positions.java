package dev.penstock.core.policy;

import java.util.HashMap;
import java.util.Map;

/** Where each path of a file stands. */
final class Positions {
  private final Map<String, Place> places = new HashMap<>();

  void put(String path, Place place) {
    places.put(path, place);
  }

  boolean contains(String path) {
    return places.containsKey(path);
  }

  /** The place of the path, or of the nearest one above it that has a place. */
  Place of(String path) {
    String at = path;
    while (true) {
      Place place = places.get(at);
      if (place != null) {
        return place;
      }
      if (at.equals(NodePath.ROOT)) {
        return Place.NONE;
      }
      at = NodePath.parent(at);
    }
  }
}
