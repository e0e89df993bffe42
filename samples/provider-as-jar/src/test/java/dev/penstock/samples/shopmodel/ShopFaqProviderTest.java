package dev.penstock.samples.shopmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.api.chat.ChatRequest;
import dev.penstock.api.chat.FinishReason;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.StreamEvent;
import dev.penstock.spi.StreamingProvider;
import dev.penstock.testkit.TestPluginContext;
import dev.penstock.testkit.provider.Reported;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

final class ShopFaqProviderTest {
  private static final Path FILE = Path.of("faq.yaml");
  private static final Faq FAQ =
      new Faq(
          List.of(
              new Faq.Entry(
                  List.of("When are you open?", "What are your opening hours?"),
                  "From Monday to Friday, 9 to 17."),
              new Faq.Entry(
                  List.of("How long does delivery take?"), "Two to three working days.")));

  private static Provider open() {
    return new ShopFaqProviderFactory()
        .create(
            new ShopFaqSettings(FILE, null), TestPluginContext.named("shop-faq").file(FILE, FAQ));
  }

  private static ProviderCall call(String question, long maxOutputTokens) {
    return new ProviderCall(
        "r-1/1", "faq", ChatRequest.of(question), maxOutputTokens, Duration.ofSeconds(1), Map.of());
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ProviderFactory.class))
        .anyMatch(ShopFaqProviderFactory.class::isInstance);
  }

  @Test
  void answersTheQuestionThatIsMostAlike() throws ProviderException {
    try (Provider provider = open()) {
      ProviderReply reply = provider.call(call("what are the OPENING hours?", 100));
      assertThat(reply.text()).isEqualTo("From Monday to Friday, 9 to 17.");
      assertThat(reply.finishReason()).isEqualTo(FinishReason.STOP);
      assertThat(Reported.counts(reply.usage()).usage().input()).isEqualTo(5);
      assertThat(Reported.counts(reply.usage()).usage().output()).isEqualTo(7);
    }
  }

  @Test
  void admitsThatItDoesNotKnow() throws ProviderException {
    try (Provider provider = open()) {
      assertThat(provider.call(call("My jacket is broken", 100)).text())
          .isEqualTo(ShopFaqSettings.I_DO_NOT_KNOW);
    }
  }

  @Test
  void keepsToTheOutputLimit() throws ProviderException {
    try (Provider provider = open()) {
      ProviderReply reply = provider.call(call("How long does delivery take?", 3));
      assertThat(reply.text()).isEqualTo("Two to three");
      assertThat(reply.finishReason()).isEqualTo(FinishReason.LENGTH);
    }
  }

  @Test
  void streamsTheAnswerWordByWord() throws ProviderException {
    try (Provider provider = open();
        ProviderStream stream =
            ((StreamingProvider) provider).stream(call("How long does delivery take?", 100))) {
      assertThat(stream.next()).isEqualTo(new StreamEvent.TextDelta("Two"));
      assertThat(stream.next()).isEqualTo(new StreamEvent.TextDelta(" to"));
      assertThat(stream.next()).isEqualTo(new StreamEvent.TextDelta(" three"));
      assertThat(stream.next()).isEqualTo(new StreamEvent.TextDelta(" working"));
      assertThat(stream.next()).isEqualTo(new StreamEvent.TextDelta(" days."));
      assertThat(stream.next())
          .isInstanceOfSatisfying(
              StreamEvent.End.class,
              end -> assertThat(end.finishReason()).isEqualTo(FinishReason.STOP));
      assertThat(stream.next()).isNull();
    }
  }

  @Test
  void refusesAnEmptyFileAndEmptyAnswers() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Faq(List.of()));
    assertThatIllegalArgumentException().isThrownBy(() -> new Faq.Entry(List.of("When?"), " "));
    assertThatIllegalArgumentException().isThrownBy(() -> new ShopFaqSettings(FILE, ""));
  }
}
