package dev.penstock.classifier.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

final class IntentCsvTest {
  @Test
  void readsQuotedValuesAndColumnsInAnyOrder() {
    String csv =
        """
        tier,text,source,intent
        simple,"where, ""exactly"",
        is it?",chat,track
        complex,charged twice,mail,charge
        simple,has it shipped,chat,track
        """;
    assertThat(IntentCsv.parse(csv).intents())
        .containsExactly(
            new LabelledIntent(
                "track", "simple", List.of("where, \"exactly\",\nis it?", "has it shipped")),
            new LabelledIntent("charge", "complex", List.of("charged twice")));
  }

  @Test
  void refusesAFileWithoutItsColumns() {
    refused(
        "text,label,tier\r\nx,y,simple\r\n",
        "the first line must name the columns text, intent and tier; it has text, label, tier"
            + " [MISSING]");
    refused(
        "", "the first line must name the columns text, intent and tier; it has nothing [MISSING]");
  }

  @Test
  void namesTheLineWhereAValueIsMissing() {
    refused(
        "text,intent,tier\r\n\"two\nlines\",track,simple\r\nx, ,simple\r\n",
        "line 4 has no intent [EMPTY]");
    refused(
        "text,intent,tier\r\nx,track\r\n",
        "line 2 has 2 values, which is not what the first line has [CSV_SYNTAX]");
  }

  @Test
  void refusesTwoTiersOfOneIntent() {
    refused(
        "text,intent,tier\r\nx,track,simple\r\ny,track,complex\r\n",
        "line 3 gives intent 'track' the tier complex, but a line before gave it simple"
            + " [CONFLICT]");
  }

  @Test
  void refusesWhatIsNoCsv() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntentCsv.parse("text,intent,tier\r\n\"open,track,simple\r\n"))
        .withMessageStartingWith("it is no CSV with a header: ")
        .withMessageEndingWith(" [CSV_SYNTAX]");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntentCsv.parse("text,text,tier\r\n"))
        .withMessageEndingWith(" [CSV_SYNTAX]");
  }

  @Test
  void refusesAFileWithoutRows() {
    refused("text,intent,tier\r\n", "intents: there must be at least one intent [EMPTY]");
  }

  private static void refused(String csv, String message) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> IntentCsv.parse(csv))
        .withMessage("%s", message);
  }
}
