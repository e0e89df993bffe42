package dev.penstock.samples.hello;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A block of code of the documentation.
 *
 * @param place file and line
 * @param language what follows the opening fence
 * @param text what stands between the fences
 */
record Snippet(String place, String language, String text) {
  private static final Path ROOT = Path.of("..", "..");
  private static final Pattern BLOCK = Pattern.compile("(?ms)^```(yaml|java)\\n(.*?)^```$");
  private static final Pattern TOP_LEVEL_KEY = Pattern.compile("(?m)^(?=[a-z-]+:)");

  /** All of README.md and docs, in one language. */
  static List<Snippet> all(String language) {
    List<Snippet> all = new ArrayList<>(of(ROOT.resolve("README.md")));
    try (Stream<Path> pages = Files.list(ROOT.resolve("docs"))) {
      pages
          .filter(page -> page.toString().endsWith(".md"))
          .sorted()
          .forEach(page -> all.addAll(of(page)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return all.stream().filter(snippet -> snippet.language.equals(language)).toList();
  }

  private static List<Snippet> of(Path page) {
    String text;
    try {
      text = Files.readString(page);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<Snippet> snippets = new ArrayList<>();
    Matcher block = BLOCK.matcher(text);
    while (block.find()) {
      long line = 1 + text.substring(0, block.start()).lines().count();
      snippets.add(new Snippet(page.getFileName() + ":" + line, block.group(1), block.group(2)));
    }
    return snippets;
  }

  boolean isWhole() {
    return text.startsWith("version: 1");
  }

  /** A policy that is this excerpt where it says something and the given policy elsewhere. */
  String over(String policy) {
    StringBuilder whole = new StringBuilder();
    for (String section : TOP_LEVEL_KEY.splitAsStream(policy).toList()) {
      String key = section.substring(0, section.indexOf(':') + 1);
      if (TOP_LEVEL_KEY.splitAsStream(text).noneMatch(own -> own.startsWith(key))) {
        whole.append(section);
      }
    }
    return whole.append(text).toString();
  }

  @Override
  public String toString() {
    return place;
  }
}
