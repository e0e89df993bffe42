package dev.penstock.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.Answer;
import dev.penstock.api.Engine;
import dev.penstock.api.EngineEvent.PluginTrouble;
import dev.penstock.api.EngineEvent.UsageMissing;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.explain.Attempt;
import dev.penstock.api.money.Usage;
import dev.penstock.api.money.Usd;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PriceCeiling;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.ProviderSpec;
import dev.penstock.api.policy.Share;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.ServiceTier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  private static final ChatRequest REQUEST = ChatRequest.of("complex question, and a long one");

  private final TestEngine test = new TestEngine();

  @Test
  void estimatesNonsenseAndTellsOfIt() {
    test.dear.does(call -> reply(ReportedUsage.nonsense(Map.of("prompt_tokens", -5))));
    Attempt attempt = attempt(PricePeriod.of("2", "8"));
    assertThat(attempt.usage().estimated()).isTrue();
    assertThat(attempt.usage().input()).isPositive();
    assertThat(attempt.cost()).isGreaterThan(Usd.ZERO);
    assertThat(test.events.of(PluginTrouble.class))
        .extracting(PluginTrouble::plugin)
        .containsExactly("dear");
  }

  @Test
  void estimatesWhatIsMissingAndNamesTheModelEachTime() {
    test.dear.does(call -> reply(null));
    try (Engine engine = engine(price(PricePeriod.of("2", "8")))) {
      assertThat(engine.route(REQUEST).usage().estimated()).isTrue();
      engine.route(REQUEST);
      assertThat(test.events.of(UsageMissing.class))
          .containsExactly(new UsageMissing("dear", "large"), new UsageMissing("dear", "large"));
      assertThat(engine.report().byModel())
          .singleElement()
          .satisfies(line -> assertThat(line.estimatedCost()).isEqualTo(line.cost()));
    }
    assertThat(test.events.of(PluginTrouble.class)).isEmpty();
  }

  @Test
  void missesNoUsageOfACallWithoutAnAnswer() {
    test.dear.fails(FailureKind.SERVER_ERROR, Phase.MAY_HAVE_RUN);
    try (Engine engine = engine(price(PricePeriod.of("2", "8")))) {
      assertThatThrownBy(() -> engine.route(REQUEST)).isInstanceOf(PenstockException.class);
      assertThat(engine.report().estimatedCost()).isGreaterThan(Usd.ZERO);
    }
    assertThat(test.events.of(UsageMissing.class)).isEmpty();
  }

  @Test
  void tellsOfAReportedUsageNothing() {
    answers(ServiceTier.STANDARD);
    attempt(PricePeriod.of("2", "8"));
    assertThat(test.events.of(UsageMissing.class)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(longs = {64_001, Long.MAX_VALUE})
  void estimatesCountsThatCannotBe(long tokens) {
    test.dear.does(
        call ->
            reply(
                ReportedUsage.of(
                    new Usage(tokens, tokens, tokens, tokens, tokens, 0, false), Map.of())));
    assertThat(attempt(PricePeriod.of("2", "8")).usage().estimated()).isTrue();
    assertThat(test.events.of(PluginTrouble.class)).hasSize(1);
  }

  @Test
  void postsWhatWasReportedAboveTheBoundAndHoldsMoreFromThenOn() {
    test.dear.does(call -> FakeProvider.answer("hello", 5_000, 10));
    try (Engine engine = engine(price(PricePeriod.of("2", "8")))) {
      long before = bound(engine);
      Answer answer = engine.route(REQUEST);
      assertThat(answer.usage()).isEqualTo(Usage.of(5_000, 10));
      assertThat(test.events.of(PluginTrouble.class))
          .singleElement()
          .satisfies(trouble -> assertThat(trouble.toString()).contains("more input tokens"));
      assertThat(bound(engine)).isEqualTo(5_000).isGreaterThan(before);
      engine.route(REQUEST);
      assertThat(test.events.of(PluginTrouble.class)).hasSize(1);
    }
  }

  @Test
  void tellsOfMoreOutputThanWasAllowed() {
    test.dear.does(call -> FakeProvider.answer("hello", 10, call.maxOutputTokens() + 1));
    assertThat(attempt(PricePeriod.of("2", "8")).usage().estimated()).isFalse();
    assertThat(test.events.of(PluginTrouble.class)).hasSize(1);
  }

  @Test
  void pricesByTheServiceThatWasReported() {
    answers(ServiceTier.FLEX);
    ModelSpec model =
        ModelSpec.builder("dear", TestEngine.ALL_TIERS, 64_000)
            .price(PricePeriod.of("2", "8"))
            .flex(Share.ofPercent(50))
            .build();
    Attempt attempt = attempt(model);
    assertThat(attempt.cost()).isEqualTo(Usd.of("0.000090"));
    assertThat(attempt.priceVersion()).endsWith("#0 flex 50%");
    assertThat(attempt.usage().estimated()).isFalse();
  }

  @Test
  void marksACostOfAnUnknownServiceAsAnEstimate() {
    answers(ServiceTier.OTHER);
    Attempt attempt = attempt(PricePeriod.of("2", "8"));
    assertThat(attempt.cost()).isEqualTo(Usd.of("0.000180"));
    assertThat(attempt.usage().estimated()).isTrue();
  }

  @Test
  void takesTheDiscountOfTheContract() {
    answers(ServiceTier.STANDARD);
    try (Engine engine =
        test.engine(
            p ->
                only(p, price(PricePeriod.of("2", "8")))
                    .provider(
                        "dear",
                        ProviderSpec.of("dear", new NoSettings())
                            .withDiscount(new Share(new BigDecimal("12.5")))))) {
      Attempt attempt = engine.route(REQUEST).attempts().getFirst();
      assertThat(attempt.cost()).isEqualTo(Usd.of("0.0001575"));
      assertThat(attempt.priceVersion()).endsWith("#0 less 12.5%");
    }
  }

  @Test
  void marksEveryRowOfAModelOfUnknownPrice() {
    answers(ServiceTier.STANDARD);
    ModelSpec model =
        ModelSpec.builder("dear", TestEngine.ALL_TIERS, 64_000)
            .priceCeiling(PriceCeiling.of("10", "100"))
            .build();
    try (Engine engine = engine(model)) {
      Attempt attempt = engine.route(REQUEST).attempts().getFirst();
      assertThat(attempt.cost()).isEqualTo(Usd.of("0.0015"));
      assertThat(attempt.usage().estimated()).isTrue();
      assertThat(attempt.priceVersion()).endsWith("#ceiling");
      var report = engine.report();
      assertThat(report.estimatedCost()).isEqualTo(report.cost()).isEqualTo(Usd.of("0.0015"));
    }
  }

  private void answers(ServiceTier tier) {
    test.dear.does(call -> reply(new ReportedUsage.Counts(Usage.of(50, 10), tier, Map.of())));
  }

  private static ProviderReply reply(@Nullable ReportedUsage usage) {
    ProviderReply whole = FakeProvider.answer("hello there");
    return new ProviderReply(
        whole.text(), List.of(), whole.finishReason(), usage, null, null, Map.of());
  }

  private Attempt attempt(PricePeriod price) {
    return attempt(price(price));
  }

  private Attempt attempt(ModelSpec model) {
    try (Engine engine = engine(model)) {
      return engine.route(REQUEST).attempts().getFirst();
    }
  }

  private Engine engine(ModelSpec model) {
    return test.engine(p -> only(p, model));
  }

  private static Policy.Builder only(Policy.Builder policy, ModelSpec model) {
    return policy.model("large", model).route(TestEngine.cheapest());
  }

  private static ModelSpec price(PricePeriod price) {
    return ModelSpec.of("dear", TestEngine.ALL_TIERS, 64_000, price);
  }

  private static long bound(Engine engine) {
    return Objects.requireNonNull(engine.explain(REQUEST).estimate()).inputBound();
  }
}
