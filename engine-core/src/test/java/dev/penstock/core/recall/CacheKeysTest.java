package dev.penstock.core.recall;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.chat.Priority;
import dev.penstock.api.chat.ReasoningEffort;
import dev.penstock.api.chat.ResponseFormat;
import dev.penstock.api.chat.ToolSpec;
import dev.penstock.api.policy.ModelSpec;
import dev.penstock.api.policy.Policy;
import dev.penstock.api.policy.PricePeriod;
import dev.penstock.api.policy.Rank;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.api.policy.When;
import dev.penstock.core.fakes.NoSettings;
import dev.penstock.spi.CacheKey;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class CacheKeysTest {
  private final CacheKeys keys = new CacheKeys(policy("0.25", Rank.CHEAPEST), "plugins");

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Where is my order 4711?|where is my  order 4711",
        "Wo ist meine Bestellung?|WO IST MEINE BESTELLUNG!!",
        "Really?!...| really",
      })
  void askTheSameInAnotherCaseAndSpacing(String one, String other) {
    assertThat(key(one)).isEqualTo(key(other));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Where is my order 4711?|Where is my order 4712?",
        "Is 1.5 enough?|Is 15 enough?",
        "Can I return it?|Can't I return it?",
      })
  void keepDifferentQuestionsApart(String one, String other) {
    assertThat(key(one)).isNotEqualTo(key(other));
  }

  static List<UnaryOperator<ChatRequest.Builder>> oneDifference() {
    return List.of(
        b -> b.metadata(Metadata.builder().tenant("other").build()),
        b -> b.metadata(Metadata.builder().priority(Priority.URGENT).build()),
        b -> b.metadata(Metadata.builder().intent("refund").build()),
        b -> b.metadata(Metadata.builder().locale(Locale.GERMAN).build()),
        b -> b.metadata(Metadata.builder().tag("routed").build()),
        b -> b.model("m"),
        b -> b.temperature(0.7),
        b -> b.topP(0.5),
        b -> b.seed(1L),
        b -> b.stop("END"),
        b -> b.maxOutputTokens(5L),
        b -> b.reasoningEffort(ReasoningEffort.HIGH),
        b -> b.responseFormat(ResponseFormat.JSON_OBJECT),
        b -> b.responseFormat(ResponseFormat.jsonSchema("s", "{}")),
        b -> b.tool(ToolSpec.of("find", "finds", "{}")),
        b -> b.document("order", "4711 shipped"),
        b -> b.document("order", "4712 shipped"),
        b -> b.extra("p", "top_k", 5),
        b -> b.messages(List.of()).system("be brief").user("where is it"),
        b -> b.messages(List.of()).user("hi").assistant("hello").user("where is it"));
  }

  @ParameterizedTest
  @MethodSource("oneDifference")
  void anyOneDifferenceBesidesTheQuestionMakesAnotherPartition(
      UnaryOperator<ChatRequest.Builder> change) {
    ChatRequest plain = ChatRequest.of("where is it");
    ChatRequest changed = change.apply(plain.toBuilder()).build();
    assertThat(keys.key(changed, changed.question()).partition())
        .isNotEqualTo(keys.key(plain, plain.question()).partition());
  }

  @Test
  void tagsThatNoRouteLooksAtMakeNoDifference() {
    ChatRequest plain = ChatRequest.of("where is it");
    ChatRequest tagged =
        plain.toBuilder().metadata(Metadata.builder().tag("report-only").build()).build();
    assertThat(keys.key(tagged, "q")).isEqualTo(keys.key(plain, "q"));
  }

  @Test
  void aNewPriceKeepsTheCacheAndANewRouteDoesNot() {
    ChatRequest request = ChatRequest.of("where is it");
    CacheKey before = keys.key(request, "q");
    assertThat(new CacheKeys(policy("0.99", Rank.CHEAPEST), "plugins").key(request, "q"))
        .isEqualTo(before);
    assertThat(new CacheKeys(policy("0.25", Rank.ORDERED), "plugins").key(request, "q"))
        .isNotEqualTo(before);
  }

  /** A map in an order of its own for each process would make kept answers unknown to the next. */
  @Test
  void weightsAreWrittenInOneOrder() {
    Map<String, Long> weights =
        Map.of("h", 8L, "g", 7L, "f", 6L, "e", 5L, "d", 4L, "c", 3L, "b", 2L, "a", 1L);
    RouteSpec route =
        new RouteSpec(
            "r", null, List.of("any"), Rank.WEIGHTED, weights, null, null, null, null, null, null);
    assertThat(route.toString()).contains("{a=1, b=2, c=3, d=4, e=5, f=6, g=7, h=8}");
  }

  @Test
  void otherPluginsOrRulesMakeAnotherPartition() {
    ChatRequest request = ChatRequest.of("where is it");
    assertThat(new CacheKeys(policy("0.25", Rank.CHEAPEST), "other").key(request, "q"))
        .isNotEqualTo(keys.key(request, "q"));
  }

  @Property
  void movingTextFromOneDocumentToTheNextMakesAnotherPartition(
      @ForAll String one, @ForAll String other) {
    ChatRequest.Builder split = ChatRequest.builder().user("q").document(one, other);
    ChatRequest.Builder joined = ChatRequest.builder().user("q").document(one + other, "");
    if (!other.isEmpty()) {
      assertThat(keys.key(split.build(), "q")).isNotEqualTo(keys.key(joined.build(), "q"));
    }
  }

  @Test
  void explainsPartsWithoutTheTextsThemselves() {
    ChatRequest request =
        ChatRequest.builder()
            .system("secret rules")
            .document("order", "Jane 4711")
            .user("q")
            .build();
    assertThat(keys.explain(request, keys.key(request, "q")).toString())
        .contains("name=tenant, value=none", "name=document, value=order", "sha256:")
        .doesNotContain("secret rules", "Jane");
  }

  private CacheKey key(String question) {
    return keys.key(ChatRequest.of(question), question);
  }

  private static Policy policy(String price, Rank rank) {
    return Policy.builder()
        .provider("p", "fake", new NoSettings())
        .model("m", ModelSpec.of("p", List.of("simple"), 1000, PricePeriod.of(price, "1")))
        .route(
            RouteSpec.of(
                "tagged", new When(null, null, null, null, List.of("routed")), List.of("m"), rank))
        .route(RouteSpec.of("r", null, List.of("any"), rank))
        .build();
  }
}
