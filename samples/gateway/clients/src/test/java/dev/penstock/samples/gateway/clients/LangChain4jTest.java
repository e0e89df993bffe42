package dev.penstock.samples.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.TimeoutException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatResponseMetadata;
import dev.langchain4j.model.openai.OpenAiEmbeddingModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** LangChain4j's models of OpenAI, as they are published. */
class LangChain4jTest {
  private static final ToolSpecification WEATHER =
      ToolSpecification.builder()
          .name("weather")
          .description("tells the weather")
          .parameters(JsonObjectSchema.builder().addStringProperty("city").required("city").build())
          .build();

  private final Door door = Door.open(new Upstream());

  @AfterEach
  void close() {
    assertThat(door.settles()).isTrue();
    door.close();
  }

  private OpenAiChatModel.OpenAiChatModelBuilder model() {
    return OpenAiChatModel.builder()
        .baseUrl(door.url() + "/v1")
        .apiKey(door.key)
        .modelName("auto")
        .maxRetries(0);
  }

  /** Collects a stream, or gives it up at its first piece. */
  private static final class Gathering implements StreamingChatResponseHandler {
    private final CompletableFuture<ChatResponse> whole = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    private final boolean impatient;

    Gathering(boolean impatient) {
      this.impatient = impatient;
    }

    @Override
    public void onPartialResponse(PartialResponse partial, PartialResponseContext context) {
      text.append(partial.text());
      if (impatient) {
        context.streamingHandle().cancel();
      }
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      whole.complete(response);
    }

    @Override
    public void onError(Throwable error) {
      whole.completeExceptionally(error);
    }
  }

  private Gathering gathering(ChatRequest request, boolean impatient) {
    Gathering gathering = new Gathering(impatient);
    OpenAiStreamingChatModel.builder()
        .baseUrl(door.url() + "/v1")
        .apiKey(door.key)
        .modelName("auto")
        .build()
        .chat(request, gathering);
    return gathering;
  }

  private ChatResponse answer(ChatRequest request, boolean stream) throws Exception {
    return stream
        ? gathering(request, false).whole.get(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS)
        : model().build().chat(request);
  }

  @Test
  void answers() {
    ChatResponse response =
        model()
            .temperature(0.2)
            .maxCompletionTokens(50)
            .build()
            .chat(SystemMessage.from("Be short."), UserMessage.from("Hi"));

    assertThat(response.aiMessage().text()).isEqualTo("Hello there");
    assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(response.modelName()).isEqualTo("m1");
    assertThat(response.tokenUsage().totalTokenCount()).isPositive();
    OpenAiChatResponseMetadata metadata = (OpenAiChatResponseMetadata) response.metadata();
    assertThat(metadata.rawHttpResponse().headers())
        .containsEntry("x-penstock-route", List.of("everything"))
        .containsEntry("x-penstock-model", List.of("m1"));
  }

  @Test
  void streams() throws Exception {
    Gathering gathering =
        gathering(ChatRequest.builder().messages(UserMessage.from("Hi")).build(), false);
    ChatResponse response = gathering.whole.get(Door.PATIENCE.toSeconds(), TimeUnit.SECONDS);

    assertThat(response.aiMessage().text()).isEqualTo("Hello there");
    assertThat(gathering.text).hasToString("Hello there");
    assertThat(response.tokenUsage().totalTokenCount()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void callsToolsAndUsesWhatTheySay(boolean stream) throws Exception {
    List<ChatMessage> messages = new ArrayList<>();
    messages.add(UserMessage.from("What is the weather in Oslo and in Rome?"));
    AiMessage said = answer(asking(messages), stream).aiMessage();
    messages.add(said);
    for (ToolExecutionRequest call : said.toolExecutionRequests()) {
      messages.add(ToolExecutionResultMessage.from(call, "fine for " + call.arguments()));
    }

    assertThat(answer(asking(messages), stream).aiMessage().text())
        .isEqualTo(
            "The tool says: call_oslo=fine for {\"city\":\"Oslo\"},"
                + " call_rome=fine for {\"city\":\"Rome\"}");
  }

  private static ChatRequest asking(List<ChatMessage> messages) {
    return ChatRequest.builder().messages(messages).toolSpecifications(WEATHER).build();
  }

  @Test
  void answersInAForm() {
    JsonSchema schema =
        JsonSchema.builder()
            .name("city")
            .rootElement(
                JsonObjectSchema.builder()
                    .addStringProperty("city")
                    .addIntegerProperty("degrees")
                    .required("city", "degrees")
                    .build())
            .build();
    ChatResponse response =
        model()
            .strictJsonSchema(true)
            .build()
            .chat(
                ChatRequest.builder()
                    .messages(UserMessage.from("A city as JSON"))
                    .responseFormat(
                        ResponseFormat.builder()
                            .type(ResponseFormatType.JSON)
                            .jsonSchema(schema)
                            .build())
                    .build());

    assertThat(response.aiMessage().text())
        .isEqualTo("{\"city\":\"schema requires city\",\"degrees\":21}");
  }

  @Test
  void looksAtImages() {
    ChatResponse response =
        model()
            .build()
            .chat(
                UserMessage.from(
                    TextContent.from("What is in the picture?"),
                    ImageContent.from("AAAA", "image/png")));

    assertThat(response.aiMessage().text()).isEqualTo("a picture: data:image/png;base64,AAAA");
  }

  @Test
  void makesVectors() {
    OpenAiEmbeddingModel vectors =
        OpenAiEmbeddingModel.builder()
            .baseUrl(door.url() + "/v1")
            .apiKey(door.key)
            .modelName("auto")
            .build();

    assertThat(
            vectors
                .embedAll(List.of(TextSegment.from("a"), TextSegment.from("bcd")))
                .content()
                .get(1)
                .vector())
        .containsExactly(3f, 0.5f);
  }

  @ParameterizedTest
  @CsvSource({
    "gpt, Hi, dev.langchain4j.exception.ModelNotFoundException",
    "auto, refuse this, dev.langchain4j.exception.InvalidRequestException",
    "limited, Hi, dev.langchain4j.exception.RateLimitException",
    "failing, Hi, dev.langchain4j.exception.InternalServerException",
  })
  void errorsAreThoseOfTheirClass(String name, String question, Class<? extends Exception> type) {
    ChatModel model = model().modelName(name).build();

    assertThatThrownBy(() -> model.chat(question)).isInstanceOf(type);
  }

  @Test
  void aWrongKeyIsRefused() {
    ChatModel model = model().apiKey("psk-wrong").build();

    assertThatThrownBy(() -> model.chat("Hi")).isInstanceOf(AuthenticationException.class);
  }

  @Test
  void aStreamThatIsGivenUpEndsTheCallAndHoldsNothing() throws InterruptedException {
    gathering(ChatRequest.builder().messages(UserMessage.from("Go on without end")).build(), true);

    assertThat(door.upstream.awaitExchange(1, Door.PATIENCE).awaitClientGone(Door.PATIENCE))
        .isTrue();
  }

  @Test
  void aRequestThatTakesTooLongEndsTheCallAndHoldsNothing() throws InterruptedException {
    ChatModel model = model().timeout(Duration.ofMillis(500)).build();

    assertThatThrownBy(() -> model.chat("Wait in silence")).isInstanceOf(TimeoutException.class);
    assertThat(door.upstream.awaitExchange(1, Door.PATIENCE).awaitClientGone(Door.PATIENCE))
        .isTrue();
  }
}
