package dev.penstock.core.evaluate;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads what was said of answers: a file of JSON lines with {@code score} and {@code verdict},
 * which is {@code good} or {@code bad}. The last line with a {@code request-id} counts for it.
 * Other keys are left alone, and so are lines without these two.
 */
final class JudgedScores {
  private static final JsonMapper JSON = new JsonMapper();

  private JudgedScores() {}

  static List<JudgedScore> read(Path file) throws IOException {
    Map<String, JudgedScore> scores = new LinkedHashMap<>();
    try (BufferedReader lines = FeedbackLines.open(file)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        if (!line.isBlank()) {
          add(scores, line, file, number);
        }
      }
    }
    return List.copyOf(scores.values());
  }

  private static void add(Map<String, JudgedScore> scores, String line, Path file, int number) {
    JsonNode json;
    try {
      json = JSON.readTree(line);
    } catch (JacksonException e) {
      throw new IllegalArgumentException(file + ":" + number + " is no JSON", e);
    }
    JsonNode score = json.path("score");
    String verdict = json.path("verdict").asString("");
    if (score.isMissingNode() || verdict.isEmpty()) {
      return;
    }
    boolean right = verdict.equals("good");
    if (!score.isNumber() || !(score.asDouble() >= 0 && score.asDouble() <= 1)) {
      throw new IllegalArgumentException(
          file + ":" + number + " has a score that is no number from 0 to 1");
    }
    if (!right && !verdict.equals("bad")) {
      throw new IllegalArgumentException(
          file + ":" + number + " has a verdict that is neither good nor bad");
    }
    String request = json.path("request-id").asString("");
    scores.put(
        request.isEmpty() ? "line " + number : "request " + request,
        new JudgedScore(score.asDouble(), right));
  }
}
