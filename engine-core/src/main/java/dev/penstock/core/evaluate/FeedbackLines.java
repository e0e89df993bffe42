package dev.penstock.core.evaluate;

import dev.penstock.core.feedback.Feedback;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the file of verdicts that {@code learning.feedback} names. The last verdict on a request
 * counts. A good answer of the easiest tier says that it is enough; a bad answer of any tier, that
 * the easiest is not. A good answer of a harder tier does not say whether the easiest would have
 * done, and a bad one that was recalled may be the cache's fault: both teach nothing.
 */
final class FeedbackLines {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private static final Set<String> VERDICTS = Set.of("good", "bad");

  private final Path file;
  private final List<String> tiers;
  private final Map<String, Line> byRequest = new LinkedHashMap<>();
  private int broken;

  private record Line(String question, String tier, boolean good, boolean recalled) {}

  private FeedbackLines(Path file, List<String> tiers) {
    this.file = file;
    this.tiers = tiers;
  }

  /**
   * What the verdicts of a file teach.
   *
   * @throws IllegalArgumentException if it is of another version, or teaches nothing
   */
  static Teaching.Set read(Path file, List<String> tiers) throws IOException {
    FeedbackLines lines = new FeedbackLines(file, tiers);
    try (BufferedReader reader = open(file)) {
      int number = 0;
      for (String text = reader.readLine(); text != null; text = reader.readLine()) {
        number++;
        if (!text.isBlank()) {
          lines.take(number, text);
        }
      }
    }
    return lines.teach();
  }

  /** Half a character, where a crash cut a line off, costs that line and not the file. */
  static BufferedReader open(Path file) throws IOException {
    return new BufferedReader(
        new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8));
  }

  private void take(int number, String text) {
    JsonNode line;
    try {
      line = JSON.readTree(text);
    } catch (JacksonException e) {
      broken++;
      return;
    }
    String id = text(line, "request-id");
    String question = text(line, "question");
    String tier = text(line, "tier");
    String verdict = text(line, "verdict");
    if (line.path("version").asInt(0) != Feedback.VERSION
        || id == null
        || question == null
        || tier == null
        || !VERDICTS.contains(verdict)) {
      throw new IllegalArgumentException(
          "%s:%d is no verdict of version %d".formatted(file, number, Feedback.VERSION));
    }
    byRequest.remove(id);
    byRequest.put(
        id,
        new Line(question, tier, "good".equals(verdict), line.path("recalled").asBoolean(false)));
  }

  private static @Nullable String text(JsonNode line, String key) {
    JsonNode value = line.get(key);
    return value == null || !value.isString() ? null : value.stringValue();
  }

  private Teaching.Set teach() {
    List<Teaching> all = new ArrayList<>();
    int silent = 0;
    for (Line line : byRequest.values()) {
      int tier = tiers.indexOf(line.tier());
      if (line.question().isBlank() || tier < 0 || (line.good() ? tier > 0 : line.recalled())) {
        silent++;
      } else {
        all.add(new Teaching(line.question(), line.good() ? 0 : 1));
      }
    }
    String summary =
        "%d verdicts; %d more say nothing of the easiest tier%s"
            .formatted(all.size(), silent, broken == 0 ? "" : ", and " + broken + " are cut off");
    if (all.isEmpty()) {
      throw new IllegalArgumentException(file + " teaches nothing: " + summary);
    }
    return new Teaching.Set(all, summary);
  }
}
