package dev.penstock.provider.onnx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.penstock.spi.Embedding;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.EmbeddingProvider.EmbeddingCall;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.testkit.TestPluginContext;
import dev.penstock.testkit.provider.EmbedderContract;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OnnxProviderTest extends EmbedderContract {
  @TempDir private Path folder;

  @Override
  protected EmbeddingProvider create() {
    return new OnnxProviderFactory()
        .create(
            new OnnxSettings(null, Path.of("natives")),
            TestPluginContext.named("onnx").folder(folder));
  }

  @Override
  protected String modelId() {
    return OnnxProvider.MODEL;
  }

  private Embedding vector(String text) throws ProviderException {
    return new Embedding(
        modelId(), embedder().embed(embeddingCall(List.of(text))).vectors().getFirst());
  }

  @Test
  void isFoundByTheServiceLoader() {
    assertThat(ServiceLoader.load(ProviderFactory.class))
        .anyMatch(OnnxProviderFactory.class::isInstance);
  }

  @Test
  void putsTheSameQuestionInOtherWordsNearerThanAnotherQuestion() throws ProviderException {
    Embedding asked = vector("How do I reset my password?");
    double same = asked.cosine(vector("I forgot my password, how can I change it?"));
    double other = asked.cosine(vector("When does the shop in Hamburg open on Sunday?"));
    assertThat(same).isGreaterThan(0.7);
    assertThat(other).isLessThan(0.3);
  }

  /** From the model's card: the cosines that its authors' own code gives, but for quantisation. */
  @Test
  void givesVectorsOfLength1AndOfTheKnownNumber() throws ProviderException {
    float[] vector = vector("That is a happy person").vector();
    assertThat(vector).hasSize(384);
    double square = 0;
    for (float number : vector) {
      square += number * number;
    }
    assertThat(square).isCloseTo(1, within(1e-5));
    assertThat(vector("That is a happy person").cosine(vector("That is a very happy person")))
        .isCloseTo(0.94, within(0.03));
  }

  @Test
  void readsALongTextToItsEnd() throws ProviderException {
    String same = "The parcel has not come. ".repeat(40);
    Embedding one = vector(same + "Please cancel my order and send the money back.");
    Embedding other = vector(same + "My dog likes to swim in the river every summer.");
    assertThat(one.cosine(other)).isLessThan(0.999);
    assertThat(one.cosine(vector(same))).isGreaterThan(0.8);
  }

  @Test
  void countsTheTokensOfAllPieces() throws ProviderException {
    var embeddings = embedder().embed(embeddingCall(List.of("dog ".repeat(300), "dog dog")));
    assertThat(embeddings.usage())
        .isInstanceOfSatisfying(
            ReportedUsage.Counts.class,
            counts -> assertThat(counts.usage().uncachedInput()).isEqualTo(302));
  }

  @Test
  void leavesNoLibrariesBehind() throws ProviderException {
    vector("Hello.");
    assertThat(folder.resolve("natives"))
        .satisfiesAnyOf(
            natives -> assertThat(natives).doesNotExist(),
            natives -> assertThat(natives).isEmptyDirectory());
  }

  @Test
  void refusesAnotherLengthOfVectorAndATextThatIsTooLong() {
    assertFails(
        FailureKind.BAD_REQUEST,
        new EmbeddingCall(modelId(), List.of("Hello."), 512, Duration.ofSeconds(30)));
    assertFails(FailureKind.CONTEXT_LENGTH_EXCEEDED, embeddingCall(List.of("x".repeat(100_001))));
  }

  @Test
  void refusesATextThatIsNothingToTheModel() {
    assertFails(FailureKind.BAD_REQUEST, embeddingCall(List.of("\u0000\u0001")));
  }

  @Test
  void readsOnAfterACharacterThatIsNone() throws ProviderException {
    assertThat(vector("\ud800 where is my order").cosine(vector("\ud800 shoes and socks")))
        .isLessThan(0.9);
    assertThat(vector("a\u0000 where is my order").cosine(vector("a\u0000 shoes and socks")))
        .isLessThan(0.9);
  }

  private void assertFails(FailureKind kind, EmbeddingCall call) {
    assertFails(embedder(), kind, call);
  }

  private static void assertFails(
      EmbeddingProvider provider, FailureKind kind, EmbeddingCall call) {
    assertThatExceptionOfType(ProviderException.class)
        .isThrownBy(() -> provider.embed(call))
        .satisfies(refusal -> assertThat(refusal.failure().kind()).isEqualTo(kind));
  }

  @Test
  void waitsForTheModelNoLongerThanTheCallMayTake() {
    CountDownLatch never = new CountDownLatch(1);
    OnnxProvider provider =
        new OnnxProvider(
            1,
            () -> {
              never.await();
              throw new IOException("not reached while the test asks");
            },
            "slow");
    assertFails(
        provider,
        FailureKind.TIMEOUT,
        new EmbeddingCall(modelId(), List.of("Hello."), null, Duration.ofMillis(20)));
    provider.close();
    never.countDown();
  }

  @Test
  void saysWhyTheModelCannotBeLoaded() {
    OnnxProvider provider =
        new OnnxProvider(
            1,
            () -> {
              throw new IOException("no such file");
            },
            "broken");
    assertThatExceptionOfType(ProviderException.class)
        .isThrownBy(() -> provider.embed(embeddingCall(List.of("Hello."))))
        .withMessageContaining("no such file");
    assertThatCode(provider::close).doesNotThrowAnyException();
  }

  @Test
  void failsClearlyOnceItIsClosed() throws ProviderException {
    OnnxProvider provider = new OnnxProvider(2, () -> SentenceModel.load(null), "onnx");
    provider.embed(embeddingCall(List.of("Hello.")));
    provider.close();
    assertFails(provider, FailureKind.CANCELLED, embeddingCall(List.of("Hello.")));
  }

  @Test
  void closesWhileTheModelIsStillLoaded() {
    assertThatCode(() -> new OnnxProvider(1, () -> SentenceModel.load(null), "onnx").close())
        .doesNotThrowAnyException();
  }

  @Test
  void refusesSettingsThatMakeNoSense() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OnnxSettings(0, null))
        .withMessage("threads must be from 1 to 256");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new OnnxSettings(null, Path.of("")))
        .withMessage("native-dir must not be empty");
  }
}
