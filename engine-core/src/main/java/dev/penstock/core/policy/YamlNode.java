package dev.penstock.core.policy;

import java.util.List;

/** A node of a YAML document with its place. */
sealed interface YamlNode {
  Place place();

  /** What a message calls it. */
  String kind();

  /** A single value; {@code plain} means without quotes. */
  record Scalar(Place place, String text, boolean plain) implements YamlNode {
    boolean isNull() {
      return plain
          && switch (text) {
            case "", "~", "null", "Null", "NULL" -> true;
            default -> false;
          };
    }

    @Override
    public String kind() {
      return isNull() ? "nothing" : "a single value";
    }
  }

  /** A list. */
  record Sequence(Place place, List<YamlNode> items) implements YamlNode {
    @Override
    public String kind() {
      return "a list";
    }
  }

  /** A mapping whose keys are all different. */
  record Mapping(Place place, List<Entry> entries) implements YamlNode {
    @Override
    public String kind() {
      return "a mapping";
    }
  }

  /** A node whose mistake is already reported. */
  record Refused(Place place) implements YamlNode {
    @Override
    public String kind() {
      return "a refused value";
    }
  }

  /** A key and its value. */
  record Entry(Place place, String key, YamlNode value) {}
}
