package dev.penstock.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.core.fakes.FakeClassifier;
import dev.penstock.spi.PluginFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ClassifyEvalTest {
  @TempDir private Path folder;
  private RoutingFiles files;

  @BeforeEach
  void files() throws IOException {
    files = new RoutingFiles(folder);
  }

  private JsonNode run(String... more) throws Exception {
    String[] arguments = new String[more.length + 3];
    arguments[0] = files.argument("--policy", "policy.yaml");
    arguments[1] = files.argument("--queries", "q.csv");
    arguments[2] = "--json";
    System.arraycopy(more, 0, arguments, 3, more.length);
    new ClassifyEval(RoutingFiles.plugins(), files.out).run(arguments);
    return JsonMapper.builder().build().readTree(files.printed());
  }

  private static double figure(JsonNode figures, String name) {
    for (JsonNode figure : figures) {
      if (figure.get("name").stringValue().equals(name)) {
        return figure.get("value").doubleValue();
      }
    }
    throw new AssertionError("there is no figure " + name + " in " + figures);
  }

  private static JsonNode router(JsonNode report, String name) {
    for (JsonNode router : report.get("routers")) {
      if (router.get("name").stringValue().equals(name)) {
        return router.get("figures");
      }
    }
    throw new AssertionError("there is no router " + name);
  }

  @Test
  void saysHowOftenTheTierWasRight() throws Exception {
    files.write(
        "q.csv",
        """
        text,tier
        simple one,simple
        simple two,moderate
        moderate one,moderate
        complex one,complex
        simple three,complex
        "complex two, please",simple
        no idea,moderate
        none at all,simple
        """);
    JsonNode report = run();
    JsonNode figures = report.get("figures");
    assertThat(figure(figures, "accuracy")).isEqualTo(4 / 8.0);
    assertThat(figure(figures, "under-routed")).isEqualTo(2 / 8.0);
    assertThat(figure(figures, "over-routed")).isEqualTo(2 / 8.0);
    assertThat(figure(figures, "complex-to-simple")).isEqualTo(1 / 2.0);
    assertThat(figure(figures, "abstained")).isEqualTo(2 / 8.0);
    // simple: 1 right, 3 due, 3 given; moderate: 2, 3, 3; complex: 1, 2, 2
    assertThat(figure(figures, "macro-f1"))
        .isCloseTo((2.0 / 6 + 4.0 / 6 + 2.0 / 4) / 3, within(1e-12));
    assertThat(report.get("confusion").toString()).isEqualTo("[[1,1,1],[1,2,0],[1,0,1]]");
    assertThat(report.get("decided-by").toString())
        .isEqualTo("{\"first-word\":6,\"when-unsure\":2}");
  }

  @Test
  void takesTiersOfIntentsFromAnotherFile() throws Exception {
    files.write("q.csv", "utterance,intent\nsimple one,track\ncomplex one,complain\n");
    files.write("t.csv", "set,intent,tier\na,track,simple\na,complain,complex\nb,track,complex\n");
    JsonNode report = run(files.argument("--tiers", "t.csv"), "--set", "a");
    assertThat(figure(report.get("figures"), "accuracy")).isEqualTo(1);
    assertThatThrownBy(() -> run(files.argument("--tiers", "t.csv")))
        .hasMessageContaining("the intent track has the tiers simple and complex; say whose");
    assertThatThrownBy(() -> run(files.argument("--tiers", "t.csv"), "--set=b"))
        .hasMessageContaining("1 of its intents have no tier: complain");
  }

  @Test
  void saysWhatStrongCallsBringAndCost() throws Exception {
    files.write(
        "q.csv",
        """
        prompt,weak_correct,strong_correct
        complex q1,0,1
        complex q22,1,1
        simple q333,0,1
        simple q4444,1,0
        """);
    JsonNode report = run("--beside=93");
    JsonNode policy = router(report, "policy");
    assertThat(figure(policy, "strong-share")).isEqualTo(0.5);
    assertThat(figure(policy, "quality")).isEqualTo(0.75);
    // gains 1, 0 at one score and 1, -1 at the next: 0.5, 1 and 1, 1; gap 1
    assertThat(figure(policy, "apgr")).isCloseTo((0.25 + 0.75 + 1 + 1) / 4, within(1e-12));
    assertThat(figure(policy, "cpt50")).isCloseTo(0.25, within(1e-12));
    assertThat(figure(policy, "cpt80")).isCloseTo(0.4, within(1e-12));
    JsonNode easiest = router(report, "always easiest");
    JsonNode hardest = router(report, "always hardest");
    assertThat(figure(easiest, "quality")).isEqualTo(0.5);
    assertThat(figure(hardest, "quality")).isEqualTo(0.75);
    double cheap = figure(easiest, "usd-per-1000");
    assertThat(figure(hardest, "usd-per-1000")).isCloseTo(10 * cheap, within(1e-9));
    assertThat(cheap).isBetween(0.2, 0.22); // 93 + about 11 in, 100 out, at 1 USD per million
    assertThat(figure(router(report, "at random"), "apgr")).isCloseTo(0.5, within(1e-12));
    // the longest question loses 1, one of the next two wins 1
    assertThat(figure(router(report, "by length"), "quality")).isEqualTo((2 - 1 + 0.5) / 4);
  }

  @Test
  void anUncalibratedDifficultyRanksAllTheSame() throws Exception {
    files.write(
        "q.csv",
        """
        text,weak_correct,strong_correct
        a 0.1,1,1
        b 0.9,0,1
        c 0.2,1,1
        d 0.8,0,1
        """);
    JsonNode report = run();
    assertThat(figure(report.get("figures"), "abstained")).isEqualTo(1);
    assertThat(figure(router(report, "policy"), "apgr"))
        .isCloseTo((0.25 + 0.75 + 1 + 1) / 4, within(1e-12));
    assertThat(figure(router(report, "policy"), "cpt80")).isCloseTo(0.4, within(1e-12));
  }

  @Test
  void drawsQualityAgainstCallsAndDollars() throws Exception {
    files.write("q.csv", "text,weak_correct,strong_correct\na 0.1,1,1\nb 0.9,0,1\n");
    run(files.argument("--plot", "plot.svg"));
    assertThat(Files.readString(files.file("plot.svg")))
        .startsWith("<svg")
        .contains("share of strong calls", "USD per 1,000 questions", "policy with its thresholds")
        .doesNotContain("NaN", "Infinity")
        .endsWith("</svg>\n");
  }

  @Test
  void printsATableForPeople() throws Exception {
    files.write("q.csv", "text,tier\nsimple one,simple\ncomplex one,complex\n");
    new ClassifyEval(RoutingFiles.plugins(), files.out)
        .run(files.argument("--policy", "policy.yaml"), files.argument("--queries", "q.csv"));
    assertThat(files.printed())
        .contains("2 questions", "accuracy", "100.0% (100.0% - 100.0%)", "decided by: first-word 2")
        .contains("due \\ given", "always hardest:");
  }

  @Test
  void saysWhatIsWrongWithArgumentsAndFiles() throws Exception {
    files.write("q.csv", "text,tier\nsimple one,simple\n");
    Map<String[], String> wrong =
        Map.of(
            new String[] {"--what"}, "unknown argument --what",
            new String[] {"--seed"}, "--seed needs a value",
            new String[] {"--seed=x"}, "--seed must be a whole number, not x",
            new String[] {"--rounds=1"}, "--rounds must be from 10 to 100000",
            new String[] {"--set=a"}, "--set says which rows of --tiers count",
            new String[] {files.argument("--plot", "p.svg")}, "--plot needs the columns");
    for (Map.Entry<String[], String> one : wrong.entrySet()) {
      assertThatThrownBy(() -> run(one.getKey())).hasMessageContaining(one.getValue());
    }
    refused("text,tier\na,\n", "row 1 after the header has no tier");
    refused("text,tier\na,hard\n", "a question has the tier hard, but the policy's tiers are");
    refused("words,tier\na,simple\n", "the header needs one of [text, prompt");
    refused("text,weak_correct\na,1\n", "the header needs a column strong_correct");
    refused("text,weak_correct,strong_correct\na,1,2\n", "says `2` in strong_correct");
    refused("text\n", "has no questions in it");
    refused("", "is empty");
  }

  private void refused(String csv, String message) throws IOException {
    files.write("q.csv", csv);
    assertThatThrownBy(() -> run()).hasMessageContaining(message);
  }

  @Test
  void aClassifierThatThrowsIsCounted() throws Exception {
    files.write("policy.yaml", RoutingFiles.POLICY.replace("plugin: number", "plugin: breaks"));
    files.write("q.csv", "text\na\nb\n");
    List<PluginFactory<?, ?>> plugins = new ArrayList<>(RoutingFiles.plugins());
    plugins.add(
        new FakeClassifier(
            "breaks",
            input -> {
              throw new IllegalStateException("broken");
            }));
    new ClassifyEval(plugins, files.out)
        .run(files.argument("--policy", "policy.yaml"), files.argument("--queries", "q.csv"));
    assertThat(files.printed())
        .contains("passed over: breaks threw java.lang.IllegalStateException 2");
  }
}
