package dev.penstock.samples.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.JsonValue;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionContentPartText;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageFunctionToolCall;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.models.Model;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's SDK for Java, as it is published, on the wire of chat completions. */
class OpenAiJavaTest {
  private static Door door;
  private static OpenAIClient client;

  @BeforeAll
  static void open() {
    door = Door.open(new Upstream());
    client = OpenAIOkHttpClient.builder().baseUrl(door.url() + "/v1").apiKey(door.key).build();
  }

  @AfterAll
  static void close() {
    client.close();
    assertThat(door.settles()).isTrue();
    door.close();
  }

  private static ChatCompletionCreateParams.Builder asking(String question) {
    return ChatCompletionCreateParams.builder().model("auto").addUserMessage(question);
  }

  private static String text(ChatCompletion completion) {
    return completion.choices().getFirst().message().content().orElseThrow();
  }

  private static ChatCompletion gathered(ChatCompletionCreateParams params) {
    ChatCompletionAccumulator all = ChatCompletionAccumulator.create();
    try (StreamResponse<ChatCompletionChunk> stream =
        client.chat().completions().createStreaming(params)) {
      stream.stream().map(ChatCompletionChunk::validate).forEach(all::accumulate);
    }
    return all.chatCompletion();
  }

  @Test
  void answers() {
    try (HttpResponseFor<ChatCompletion> response =
        client
            .chat()
            .completions()
            .withRawResponse()
            .create(asking("Hi").temperature(0.2).maxCompletionTokens(50).build())) {
      ChatCompletion completion = response.parse();

      assertThat(text(completion)).isEqualTo("Hello there");
      assertThat(completion.choices().getFirst().finishReason())
          .isEqualTo(ChatCompletion.Choice.FinishReason.STOP);
      assertThat(completion.model()).isEqualTo("m1");
      assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
      assertThat(response.headers().values("x-penstock-route")).containsExactly("everything");
      assertThat(response.headers().values("x-penstock-model")).containsExactly("m1");
      assertThat(response.headers().values("x-penstock-attempts")).containsExactly("1");
      assertThat(response.requestId())
          .hasValue(response.headers().values("x-penstock-request-id").getFirst());
      // Every field is of the type that the SDK has for it.
      completion.validate();
    }
  }

  @Test
  void tellsWhatWasDecidedInAFieldThatIsNotTheSdks() {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model("support")
            .addUserMessage("Hi again")
            .putAdditionalBodyProperty("penstock", JsonValue.from(true))
            .build();
    try (HttpResponseFor<ChatCompletion> response =
        client.chat().completions().withRawResponse().create(params)) {
      assertThat(response.headers().values("x-penstock-route")).containsExactly("support");
      assertThat(response.body()).asString(StandardCharsets.UTF_8).contains("\"cost-usd\"");
    }
  }

  @Test
  void streams() {
    ChatCompletion completion =
        gathered(
            asking("Hi")
                .streamOptions(ChatCompletionStreamOptions.builder().includeUsage(true).build())
                .build());

    assertThat(text(completion)).isEqualTo("Hello there");
    assertThat(completion.usage().orElseThrow().totalTokens()).isPositive();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void callsToolsAndUsesWhatTheySay(boolean stream) {
    ChatCompletionCreateParams.Builder params =
        asking("What is the weather in Oslo and in Rome?").addTool(Weather.class);
    ChatCompletion first =
        stream ? gathered(params.build()) : client.chat().completions().create(params.build());

    assertThat(first.choices().getFirst().finishReason())
        .isEqualTo(ChatCompletion.Choice.FinishReason.TOOL_CALLS);
    ChatCompletionMessage message = first.choices().getFirst().message();
    params.addMessage(message);
    for (ChatCompletionMessageToolCall each : message.toolCalls().orElseThrow()) {
      ChatCompletionMessageFunctionToolCall call = each.asFunction();
      assertThat(call.function().name()).isEqualTo("weather");
      params.addMessage(
          ChatCompletionToolMessageParam.builder()
              .toolCallId(call.id())
              .content("fine in " + call.function().arguments(Weather.class).city())
              .build());
    }
    ChatCompletion second =
        stream ? gathered(params.build()) : client.chat().completions().create(params.build());
    assertThat(text(second))
        .isEqualTo("The tool says: call_oslo=fine in Oslo, call_rome=fine in Rome");
  }

  @Test
  void answersInAForm() {
    City city =
        client
            .chat()
            .completions()
            .create(asking("A city as JSON").responseFormat(City.class).build())
            .choices()
            .getFirst()
            .message()
            .content()
            .orElseThrow();

    assertThat(city).isEqualTo(new City("schema requires city", 21));
  }

  @Test
  void looksAtImages() {
    String image = "data:image/png;base64,AAAA";
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model("auto")
            .addUserMessageOfArrayOfContentParts(
                List.of(
                    ChatCompletionContentPart.ofText(
                        ChatCompletionContentPartText.builder()
                            .text("What is in the picture?")
                            .build()),
                    ChatCompletionContentPart.ofImageUrl(
                        ChatCompletionContentPartImage.builder()
                            .imageUrl(
                                ChatCompletionContentPartImage.ImageUrl.builder()
                                    .url(image)
                                    .detail(ChatCompletionContentPartImage.ImageUrl.Detail.LOW)
                                    .build())
                            .build())))
            .build();

    assertThat(text(client.chat().completions().create(params))).isEqualTo("a picture: " + image);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "float", "base64"})
  void makesVectors(String format) {
    EmbeddingCreateParams.Builder params =
        EmbeddingCreateParams.builder().model("auto").inputOfArrayOfStrings(List.of("a", "bcd"));
    if (!format.isEmpty()) {
      params.encodingFormat(EmbeddingCreateParams.EncodingFormat.of(format));
    }
    CreateEmbeddingResponse reply = client.embeddings().create(params.build());

    assertThat(reply.data().get(1).embedding()).containsExactly(3f, 0.5f);
    assertThat(reply.data().get(1).index()).isEqualTo(1);
    assertThat(reply.model()).isEqualTo("e1");
    assertThat(reply.usage().totalTokens()).isPositive();
  }

  @Test
  void listsModels() {
    assertThat(client.models().list().autoPager().stream().map(Model::id))
        .containsExactly("auto", "support", "everything", "m1", "failing", "limited", "dear");
    Model model = client.models().retrieve("m1");
    assertThat(model.validate().id()).isEqualTo("m1");
  }
}
