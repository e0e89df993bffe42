package dev.penstock.samples.hello;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class HelloTest {
  @Test
  void answersFromAModelFirstAndFromTheCacheThen() {
    List<String> lines = outputOfMain().lines().toList();

    assertThat(lines).hasSize(4);
    assertThat(lines.getFirst()).contains("I am small");
    assertThat(lines.get(1))
        .startsWith("  tier simple, model small, cost 0.0000")
        .doesNotContain("cost 0.000000000")
        .endsWith("cache MISS");
    assertThat(lines.get(2)).isEqualTo(lines.getFirst());
    assertThat(lines.get(3))
        .isEqualTo("  tier simple, model small, cost 0.000000000 USD, cache HIT_EXACT");
  }

  private static String outputOfMain() {
    PrintStream console = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      Hello.main(new String[0]);
    } finally {
      System.setOut(console);
    }
    return output.toString(StandardCharsets.UTF_8);
  }
}
