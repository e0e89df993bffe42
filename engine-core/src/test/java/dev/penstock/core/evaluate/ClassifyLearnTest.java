package dev.penstock.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.api.Verdict;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.core.fakes.FakeEmbedder;
import dev.penstock.spi.PluginFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyLearnTest {
  private static final String POLICY =
      RoutingFiles.POLICY
          .replace("{plugin: number}", "{plugin: by-heart, file: head.yaml}")
          .replace("\nroutes:", "\nlearning: {feedback: data/feedback.jsonl}\nroutes:");

  @TempDir private Path folder;
  private RoutingFiles files;

  @BeforeEach
  void files() throws IOException {
    files = new RoutingFiles(folder);
    files.write("policy.yaml", POLICY);
    files.write("q.csv", "text,tier\nwhere is it,simple\nit broke,complex\nwhich one,moderate\n");
  }

  private static List<PluginFactory<?, ?>> plugins() {
    List<PluginFactory<?, ?>> plugins = new ArrayList<>(RoutingFiles.plugins());
    plugins.add(new FakeLearner());
    plugins.add(new FakeEmbedder());
    return plugins;
  }

  private String run(String... more) throws Exception {
    List<String> arguments = new ArrayList<>(List.of(more));
    arguments.add(files.argument("--policy", "policy.yaml"));
    arguments.add(files.argument("--out", "head.yaml"));
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--queries"))) {
      arguments.add(files.argument("--queries", "q.csv"));
    }
    if (arguments.stream().noneMatch(argument -> argument.startsWith("--plugin"))) {
      arguments.add("--plugin=by-heart");
    }
    new ClassifyLearn(plugins(), files.out).run(arguments.toArray(String[]::new));
    return Files.readString(files.file("head.yaml"));
  }

  @Test
  void aPolicyMayNameTheFileThatIsLearned() throws Exception {
    assertThat(run())
        .isEqualTo("hard:\n  - 'where is it 0.0 -'\n  - 'it broke 1.0 -'\n  - 'which one 1.0 -'\n");
    assertThat(files.printed())
        .contains("by-heart has learned from 3 questions with tiers, without vectors");
    new Calibrate(plugins(), files.out)
        .run(
            files.argument("--policy", "policy.yaml"),
            files.argument("--queries", "q.csv"),
            files.argument("--out", "t.yaml"),
            "--strong-share=50%",
            "--few");
    assertThat(files.printed()).contains("complex from 0.5");
  }

  @Test
  void questionsHaveVectorsIfThePolicyMakesThem() throws Exception {
    files.write(
        "policy.yaml",
        POLICY
            .replace("\nroutes:", "\nembeddings: {provider: local, model: m}\nroutes:")
            .replace("providers:\n", "providers:\n  local: {plugin: letters}\n"));
    assertThat(run()).contains("'it broke 1.0 local/m'");
    assertThat(files.printed()).contains("with vectors of local/m");
  }

  @Test
  void outcomesTeachWhatAStrongCallGains() throws Exception {
    files.write("q.csv", "prompt,weak_correct,strong_correct\na,1,1\nb,0,1\nc,1,0\nd,0,0\n");
    assertThat(run())
        .isEqualTo("hard:\n  - 'a 0.5 -'\n  - 'b 1.0 -'\n  - 'c 0.0 -'\n  - 'd 0.5 -'\n");
  }

  @Test
  void verdictsTeachWhereTheEasiestTierIsEnough() throws Exception {
    files.write("head.yaml", "hard: [none]\n");
    EngineBuilder builder = Engine.builder().policy(files.file("policy.yaml"));
    plugins().forEach(builder::plugin);
    try (Engine engine = builder.build()) {
      say(engine, "simple a", Verdict.GOOD);
      say(engine, "simple b", Verdict.BAD);
      say(engine, "moderate c", Verdict.GOOD);
      say(engine, "moderate d", Verdict.BAD);
      String twice = say(engine, "simple e", Verdict.BAD);
      engine.feedback(twice, Verdict.GOOD);
    }
    Path verdicts = files.file("data").resolve("feedback.jsonl");
    Files.writeString(verdicts, Files.readString(verdicts) + "{\"version\":1,\"requ");
    assertThat(run("--queries=" + verdicts, "--force"))
        .isEqualTo(
            """
            hard:
              - 'simple a 0.0 -'
              - 'simple b 1.0 -'
              - 'moderate d 1.0 -'
              - 'simple e 0.0 -'
            """);
    assertThat(files.printed())
        .contains("from 4 verdicts; 1 more say nothing of the easiest tier, and 1 are cut off");
  }

  private static String say(Engine engine, String question, Verdict verdict) {
    String id = engine.route(ChatRequest.of(question)).requestId();
    assertThat(engine.feedback(id, verdict)).isTrue();
    return id;
  }

  @Test
  void aRecalledAnswerThatWasBadTeachesNothing() throws Exception {
    String line =
        "{\"version\":1,\"request-id\":\"r%d\",\"question\":\"q%d\",\"tier\":\"%s\",\"verdict\":\"%s\",\"recalled\":%s}\n";
    Path verdicts =
        files.write(
            "f.jsonl",
            line.formatted(1, 1, "simple", "bad", "true")
                + line.formatted(2, 2, "simple", "good", "true")
                + line.formatted(3, 3, "gone", "bad", "false")
                + line.formatted(4, 4, "simple", "bad", "false"));
    assertThat(run("--queries=" + verdicts)).isEqualTo("hard:\n  - 'q2 0.0 -'\n  - 'q4 1.0 -'\n");
    Files.writeString(verdicts, line.formatted(1, 1, "moderate", "good", "false"));
    assertThatThrownBy(() -> run("--queries=" + verdicts, "--force"))
        .hasMessageContaining("teaches nothing: 0 verdicts; 1 more");
    Files.writeString(verdicts, "{\"version\":2}\n");
    assertThatThrownBy(() -> run("--queries=" + verdicts, "--force"))
        .hasMessageContaining("f.jsonl:1 is no verdict of version 1");
  }

  @Test
  void aLineThatIsCutOffInsideACharacterCostsThatLineOnly() throws Exception {
    Path verdicts =
        files.write(
            "f.jsonl",
            "{\"version\":1,\"request-id\":\"r1\",\"question\":\"q\",\"tier\":\"simple\",\"verdict\":\"good\"}\n"
                    .repeat(2)
                    .replaceFirst("r1", "r0")
                + "{\"question\":\"caf");
    Files.write(verdicts, new byte[] {(byte) 0xc3, '\n'}, StandardOpenOption.APPEND);
    assertThat(run("--queries=" + verdicts)).isEqualTo("hard:\n  - 'q 0.0 -'\n  - 'q 0.0 -'\n");
    assertThat(files.printed()).contains("from 2 verdicts; 0 more").contains("1 are cut off");
  }

  @Test
  void aVerdictThatNobodyKnowsIsNotTakenForABadOne() throws Exception {
    Path verdicts =
        files.write(
            "f.jsonl",
            "{\"version\":1,\"request-id\":\"r1\",\"question\":\"q\",\"tier\":\"simple\",\"verdict\":\"so-so\"}\n");
    assertThatThrownBy(() -> run("--queries=" + verdicts))
        .hasMessageContaining("f.jsonl:1 is no verdict of version 1");
  }

  @Test
  void aFileIsNotReplacedUnasked() throws Exception {
    files.write("head.yaml", "precious");
    assertThatThrownBy(this::run).hasMessageContaining("is there already; --force replaces it");
    assertThat(files.file("head.yaml")).hasContent("precious");
    assertThat(run("--force")).startsWith("hard:");
  }

  @Test
  void aFailureLeavesTheOldFile() throws Exception {
    files.write("head.yaml", "precious");
    files.write("q.csv", "text,tier\nonly one,simple\n");
    assertThatThrownBy(() -> run("--force")).hasMessageContaining("one lesson is not enough");
    assertThat(files.file("head.yaml")).hasContent("precious");
  }

  @Test
  void saysWhoLearnsAndWhatIsMissing() throws Exception {
    assertThatThrownBy(() -> run("--plugin=first-word"))
        .hasMessageContaining("first-word does not learn; those that do: by-heart");
    assertThatThrownBy(() -> run("--plugin=by-hart"))
        .hasMessageContaining("did you mean `by-heart`");
    files.write("q.csv", "text\nwhere is it\nit broke\n");
    assertThatThrownBy(this::run)
        .hasMessageContaining("nothing can be learned from questions alone");
    files.write("policy.yaml", RoutingFiles.POLICY);
    files.write("q.csv", "text,tier\nwhere is it,simple\nit broke,complex\n");
    run();
    assertThat(files.printed()).contains("the policy has no classifier of the plugin by-heart yet");
  }
}
