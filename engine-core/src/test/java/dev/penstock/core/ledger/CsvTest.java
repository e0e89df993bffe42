package dev.penstock.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.CsvText;
import dev.penstock.api.money.Usd;
import dev.penstock.core.ledger.CsvReader.Line;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
  @Test
  void quotesOnlyWhatMustBe() throws IOException {
    assertThat(written("a", "b,c", "say \"hi\"", "two\nlines", null, 1, true))
        .isEqualTo("a,\"b,c\",\"say \"\"hi\"\"\",\"two\nlines\",,1,true\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"})
  void aTextIsNeverAFormula(String text) throws IOException {
    assertThat(cells(written(text))).containsExactly("'" + text.replace('\r', '\n'));
  }

  @Test
  void aNegativeAmountIsANumberAndNoFormula() throws IOException {
    assertThat(written(Usd.ofNanos(-1), -1)).isEqualTo("-0.000000001,-1\r\n");
  }

  @Property(tries = 300)
  void whatWasWrittenIsRead(@ForAll @Size(min = 2, max = 5) List<String> texts) throws IOException {
    List<String> tame = texts.stream().map(text -> "a" + text.replace('\r', ' ')).toList();
    assertThat(cells(written(tame.toArray()))).isEqualTo(tame);
  }

  @Test
  void goesOnAfterABrokenLine() throws IOException {
    assertThat(lines("\uFEFFa,b\r\n\"x\"y,1\n\"two\r\nlines\",2\r3,\"4"))
        .containsExactly(
            new Line.Cells(1, List.of("a", "b")),
            new Line.Broken(2, "there is text after a closing quote"),
            new Line.Cells(3, List.of("two\nlines", "2")),
            new Line.Broken(5, "a quote is never closed"));
  }

  @Test
  void holdsNoMoreThanALineOfSomeLength() throws IOException {
    String endless = "x".repeat(CsvReader.LONGEST + 1);
    assertThat(lines(endless + "\na\n\"" + endless))
        .containsExactly(
            new Line.Broken(1, "it is longer than 65536 characters"),
            new Line.Cells(2, List.of("a")),
            new Line.Broken(
                3, "it is longer than 65536 characters; perhaps a quote is not closed"));
    assertThat(lines(",".repeat(CsvReader.LONGEST + 1)))
        .hasExactlyElementsOfTypes(Line.Broken.class);
  }

  private static String written(Object... cells) throws IOException {
    StringBuilder out = new StringBuilder();
    new CsvText(out).line(cells);
    return out.toString();
  }

  private static List<String> cells(String text) throws IOException {
    return ((Line.Cells) lines(text).getFirst()).cells();
  }

  private static List<Line> lines(String text) throws IOException {
    CsvReader reader = new CsvReader(new StringReader(text));
    List<Line> lines = new ArrayList<>();
    for (Line line = reader.next(); line != null; line = reader.next()) {
      lines.add(line);
    }
    return lines;
  }
}
