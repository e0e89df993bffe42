package dev.penstock.core.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.api.Engine;
import dev.penstock.api.EngineBuilder;
import dev.penstock.api.chat.ChatRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CalibrateTest {
  private static final String NAMED =
      RoutingFiles.POLICY.replace("{plugin: number}", "{plugin: number, thresholds: t.yaml}");

  @TempDir private Path folder;
  private RoutingFiles files;

  @BeforeEach
  void files() throws IOException {
    files = new RoutingFiles(folder);
    files.write("policy.yaml", NAMED);
  }

  private static String question(Random random) {
    return String.format(Locale.ROOT, "q 0.%06d", random.nextInt(1_000_000));
  }

  private void queries(int count) throws IOException {
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder("text\n");
    for (int i = 0; i < count; i++) {
      csv.append(question(random)).append('\n');
    }
    files.write("q.csv", csv.toString());
  }

  private void run(String... more) throws Exception {
    String[] arguments = new String[more.length + 3];
    arguments[0] = files.argument("--policy", "policy.yaml");
    arguments[1] = files.argument("--queries", "q.csv");
    arguments[2] = files.argument("--out", "t.yaml");
    System.arraycopy(more, 0, arguments, 3, more.length);
    new Calibrate(RoutingFiles.plugins(), files.out).run(arguments);
  }

  /** The shares of tiers that an engine gives to other questions. */
  private double[] realised() {
    EngineBuilder builder = Engine.builder().policy(files.file("policy.yaml"));
    RoutingFiles.plugins().forEach(builder::plugin);
    Random random = new Random(8);
    double[] shares = new double[3];
    try (Engine engine = builder.build()) {
      for (int i = 0; i < 1_000; i++) {
        String tier = engine.explain(ChatRequest.of(question(random))).classified().tier();
        shares["simple".equals(tier) ? 0 : "moderate".equals(tier) ? 1 : 2] += 0.001;
      }
    }
    return shares;
  }

  @Test
  void anEngineKeepsTheShareThatWasAskedFor() throws Exception {
    queries(200);
    run("--strong-share", "50%");
    assertThat(realised()[2]).isCloseTo(0.5, within(0.08));
    assertThat(files.printed())
        .contains("200 questions, of which number decides 200", "given-complex          50.0% (4");
    assertThat(Files.readString(files.file("t.yaml")))
        .contains("classifier: 'number'", "mode: 'strong-share'", "target: '50%'", "queries: 200");
  }

  @Test
  void eachTierMayHaveAShareOfItsOwn() throws Exception {
    queries(2_000);
    run("--shares=simple=60%,moderate=25%");
    double[] shares = realised();
    assertThat(shares[0]).isCloseTo(0.6, within(0.04));
    assertThat(shares[1]).isCloseTo(0.25, within(0.04));
  }

  @Test
  void aCostIsUsedUpAndNotExceeded() throws Exception {
    queries(400);
    // 1,000 questions cost about 0.117 USD in the easier tiers and 1.17 in the hardest
    run("--target-cost=0.60");
    double cost = figure("usd-per-1000");
    assertThat(cost).isBetween(0.58, 0.60);
    double[] shares = realised();
    assertThat(shares[2]).isCloseTo(0.455, within(0.08));
    assertThatThrownBy(() -> run("--target-cost=0.05")).hasMessageContaining("cost at least 0.11");
  }

  private double figure(String name) {
    String printed = files.printed();
    String after = printed.substring(printed.indexOf(name) + name.length()).strip();
    return Double.parseDouble(after.substring(0, after.indexOf(' ')));
  }

  /** The weak model is right below 0.6, the strong one always. */
  private void outcomes(int count) throws IOException {
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder("text,weak_correct,strong_correct\n");
    for (int i = 0; i < count; i++) {
      String question = question(random);
      boolean easy = Double.parseDouble(question.substring(2)) < 0.6;
      csv.append(question).append(easy ? ",1,1\n" : ",0,1\n");
    }
    files.write("q.csv", csv.toString());
  }

  @Test
  void aQualityIsMetWithCertaintyAtTheLeastCost() throws Exception {
    outcomes(1_000);
    run("--target-quality=90%");
    assertThat(files.printed()).containsPattern("quality-of-hardest +9[0-9.]+% \\(9[0-2]");
    // 30 % of calls would do if the sample were the world
    assertThat(realised()[2]).isBetween(0.28, 0.38);
  }

  @Test
  void aQualityMayBeKnownByTiers() throws Exception {
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder("text,tier\n");
    for (int i = 0; i < 500; i++) {
      String question = question(random);
      double hard = Double.parseDouble(question.substring(2));
      csv.append(question)
          .append(hard < 0.4 ? ",simple\n" : hard < 0.8 ? ",moderate\n" : ",complex\n");
    }
    files.write("q.csv", csv.toString());
    run("--target-quality=95%");
    assertThat(realised()[2]).isBetween(0.15, 0.4);
    queries(300);
    assertThatThrownBy(() -> run("--target-quality=95%"))
        .hasMessageContaining("needs to know which answers were right");
  }

  @Test
  void whatOthersDecideCountsInTheShare() throws Exception {
    Random random = new Random(7);
    StringBuilder csv = new StringBuilder("text\n");
    for (int i = 0; i < 1_000; i++) {
      csv.append(i % 5 == 0 ? "complex " : "").append(question(random)).append('\n');
    }
    files.write("q.csv", csv.toString());
    run("--strong-share=50%");
    assertThat(files.printed())
        .contains("of which number decides 800", "given-complex          50.0%");
    run("--strong-share=10%");
    assertThat(files.printed()).contains("warning: 20.0% is as near to 10.0% as it gets");
  }

  @Test
  void tooFewQuestionsAreRefusedUnlessThatIsWanted() throws Exception {
    queries(199);
    assertThatThrownBy(() -> run("--strong-share=50%"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("number decides 199 of these questions; from fewer than 200");
    assertThat(files.file("t.yaml")).doesNotExist();
    run("--strong-share=50%", "--few");
    assertThat(files.printed()).contains("warning: number decides 199");
    assertThat(files.file("t.yaml")).exists();
  }

  @Test
  void aClassifierIsFoundByNameOrNumber() throws Exception {
    queries(200);
    run("--strong-share=50%", "--classifier=2");
    run("--strong-share=50%", "--classifier=number");
    assertThatThrownBy(() -> run("--strong-share=50%", "--classifier=1"))
        .hasMessageContaining("first-word measures how hard none of these questions is");
    assertThatThrownBy(() -> run("--strong-share=50%", "--classifier=numbers"))
        .hasMessageContaining("no classifier numbers; it has [first-word, number]");
    files.write("q.csv", "text\n" + "no number\n".repeat(300));
    assertThatThrownBy(() -> run("--strong-share=50%"))
        .hasMessageContaining("none of the policy's classifiers [first-word, number]");
  }

  @Test
  void saysThatThePolicyDoesNotNameTheFileYet() throws Exception {
    files.write("policy.yaml", RoutingFiles.POLICY);
    queries(200);
    run("--strong-share=50%");
    assertThat(files.printed()).contains("number does not name it yet: thresholds: t.yaml");
  }

  @Test
  void theSameRunWritesTheSameFile() throws Exception {
    outcomes(300);
    run("--target-quality=95%");
    String first = Files.readString(files.file("t.yaml"));
    run("--target-quality=95%");
    assertThat(Files.readString(files.file("t.yaml"))).isEqualTo(first);
    try (var all = Files.list(folder)) {
      assertThat(all).noneMatch(file -> file.toString().endsWith(".tmp"));
    }
  }

  @Test
  void oneTargetHasToBeGiven() throws Exception {
    queries(200);
    assertThatThrownBy(() -> run()).hasMessageContaining("give one of --strong-share, --shares");
    assertThatThrownBy(() -> run("--strong-share=50%", "--target-cost=1"))
        .hasMessageContaining("not [--strong-share, --target-cost]");
    assertThatThrownBy(() -> run("--strong-share=150%")).hasMessageContaining("not 150%");
    assertThatThrownBy(() -> run("--target-cost=cheap")).hasMessageContaining("not cheap");
  }
}
