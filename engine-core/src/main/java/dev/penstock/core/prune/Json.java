package dev.penstock.core.prune;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads JSON that may be hostile, and writes it without white space. */
final class Json {
  private static final int DEEPEST = 1000;
  private static final int DEEPEST_TREE = 100;
  private static final int LONGEST_TREE = 16 << 20;

  /** A larger object is shown without what is nested in it. */
  private static final int LONGEST_EXCERPT = 2000;

  private static final JsonFactory STREAMS =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEEPEST)
                  .maxStringLength(Integer.MAX_VALUE)
                  .maxNumberLength(Integer.MAX_VALUE)
                  .maxNameLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private static final JsonMapper TREES =
      JsonMapper.builder(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST_TREE).build())
                  .build())
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
          .build();

  private Json() {}

  /** Whether a text begins as an object or array does. */
  static boolean isLike(String text) {
    int first = blanks(text, 0);
    if (first == text.length()) {
      return false;
    }
    int second = blanks(text, first + 1);
    if (second == text.length()) {
      return false;
    }
    char c = text.charAt(second);
    return switch (text.charAt(first)) {
      case '{' -> c == '"' || c == '}';
      case '[' ->
          "{[\"]-".indexOf(c) >= 0
              || Character.isDigit(c)
              || text.startsWith("true", second)
              || text.startsWith("false", second)
              || text.startsWith("null", second);
      default -> false;
    };
  }

  private static int blanks(String text, int from) {
    int at = from;
    while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** An object or array without white space and otherwise unchanged, or null if it is none. */
  static @Nullable String compact(String text) {
    if (!isLike(text) || !isValid(text)) {
      return null;
    }
    StringBuilder compact = new StringBuilder(text.length());
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        compact.append(c).append(text.charAt(++i));
        continue;
      }
      quoted ^= c == '"';
      if (quoted || !(c == ' ' || c == '\n' || c == '\r' || c == '\t')) {
        compact.append(c);
      }
    }
    return compact.toString();
  }

  private static boolean isValid(String text) {
    try (JsonParser parser = STREAMS.createParser(ObjectReadContext.empty(), text)) {
      int depth = 0;
      boolean over = false;
      while (parser.nextToken() != null) {
        if (over) {
          return false;
        }
        if (parser.currentToken().isStructStart()) {
          depth++;
        } else if (parser.currentToken().isStructEnd()) {
          depth--;
        }
        over = depth == 0;
      }
      return over;
    } catch (JacksonException e) {
      return false;
    }
  }

  /** A text as JSON, or null if it is none, or too large or deep to be taken apart. */
  static @Nullable JsonNode tree(String text) {
    if (text.length() > LONGEST_TREE || !isLike(text)) {
      return null;
    }
    try {
      return TREES.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  /** The innermost objects of a text in JSON that have one of some references, as JSON. */
  static List<String> excerpts(String text, Set<String> references) {
    List<String> found = new ArrayList<>();
    JsonNode tree = references.isEmpty() ? null : tree(text);
    if (tree != null) {
      excerpts(tree, references, found);
    }
    return found;
  }

  private static void excerpts(JsonNode node, Set<String> references, List<String> found) {
    if (node.isObject() && hasOwn(node, references)) {
      String all = node.toString();
      found.add(all.length() <= LONGEST_EXCERPT ? all : scalarsOf(node).toString());
      if (all.length() <= LONGEST_EXCERPT) {
        return;
      }
    }
    for (JsonNode child : node.values()) {
      if (child.isContainer()) {
        excerpts(child, references, found);
      } else if (node.isArray()
          && References.meet(References.inValue(child.asString()), references)) {
        found.add("[" + child + "]");
      }
    }
  }

  private static boolean hasOwn(JsonNode object, Set<String> references) {
    for (JsonNode child : object.values()) {
      if (!child.isContainer()
          && References.meet(References.inValue(child.asString()), references)) {
        return true;
      }
    }
    return false;
  }

  private static ObjectNode scalarsOf(JsonNode object) {
    ObjectNode scalars = TREES.createObjectNode();
    object.forEachEntry(
        (key, value) -> {
          if (!value.isContainer()) {
            scalars.set(key, value);
          }
        });
    return scalars;
  }
}
