package dev.penstock.samples.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {
  @Test
  void aLineThatIsTooLongIsCountedAndSkipped() throws IOException {
    assertThat(read("12345\n123456\n1\r\n\n \t\n\u00e9e"))
        .containsExactly(
            "1=12345", "2 is too long", "3=1\r", "4 is blank", "5 is blank", "6=\u00e9e");
    assertThat(read("123456")).containsExactly("1 is too long");
    assertThat(read("")).isEmpty();
  }

  private static List<String> read(String text) throws IOException {
    List<String> found = new ArrayList<>();
    try (BoundedLines lines =
        new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), 5)) {
      for (BoundedLines.Line line = lines.next(); line != null; line = lines.next()) {
        byte[] bytes = line.bytes();
        found.add(
            line.number()
                + (bytes == null
                    ? " is too long"
                    : line.isBlank()
                        ? " is blank"
                        : "=" + new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    return found;
  }
}
