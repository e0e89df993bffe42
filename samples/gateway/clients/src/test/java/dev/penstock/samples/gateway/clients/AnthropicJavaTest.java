package dev.penstock.samples.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.JsonValue;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Base64ImageSource;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.ImageBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.TextBlockParam;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import com.anthropic.models.models.ModelInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Anthropic's SDK for Java, as it is published, in front of upstreams of either wire. */
class AnthropicJavaTest {
  private static final Tool WEATHER =
      Tool.builder()
          .name("weather")
          .description("tells the weather")
          .inputSchema(
              Tool.InputSchema.builder()
                  .properties(
                      Tool.InputSchema.Properties.builder()
                          .putAdditionalProperty("city", JsonValue.from(Map.of("type", "string")))
                          .build())
                  .required(List.of("city"))
                  .build())
          .build();

  private Door door = Door.open(new Upstream());
  private AnthropicClient client = client(door);

  @AfterEach
  void close() {
    client.close();
    assertThat(door.settles()).isTrue();
    door.close();
  }

  private static AnthropicClient client(Door door) {
    // Whatever arrives must be what the SDK has a type for.
    return AnthropicOkHttpClient.builder()
        .baseUrl(door.url())
        .apiKey(door.key)
        .responseValidation(true)
        .build();
  }

  private static MessageCreateParams.Builder asking(String question) {
    return MessageCreateParams.builder().model("auto").maxTokens(100).addUserMessage(question);
  }

  private static String text(Message message) {
    return message.content().getFirst().asText().text();
  }

  private Message gathered(MessageCreateParams params) {
    MessageAccumulator all = MessageAccumulator.create();
    try (StreamResponse<RawMessageStreamEvent> stream = client.messages().createStreaming(params)) {
      stream.stream().forEach(all::accumulate);
    }
    return all.message();
  }

  @Test
  void answers() {
    try (HttpResponseFor<Message> response =
        client.messages().withRawResponse().create(asking("Hi").system("Be short.").build())) {
      Message message = response.parse();

      assertThat(text(message)).isEqualTo("Hello there");
      assertThat(message.stopReason()).hasValue(StopReason.END_TURN);
      assertThat(message.model().asString()).isEqualTo("m1");
      assertThat(message.usage().outputTokens()).isPositive();
      assertThat(response.headers().values("x-penstock-route")).containsExactly("everything");
      assertThat(response.headers().values("x-penstock-model")).containsExactly("m1");
      assertThat(response.requestId())
          .hasValue(response.headers().values("x-penstock-request-id").getFirst());
    }
  }

  @Test
  void streams() {
    Message message = gathered(asking("Hi").build());

    assertThat(text(message)).isEqualTo("Hello there");
    assertThat(message.stopReason()).hasValue(StopReason.END_TURN);
    assertThat(message.usage().outputTokens()).isPositive();
  }

  @ParameterizedTest
  @CsvSource({"false, false", "true, false", "false, true", "true, true"})
  void callsToolsAndUsesWhatTheySay(boolean stream, boolean anthropic) {
    if (anthropic) {
      close();
      door = Door.toAnthropic(new Upstream());
      client = client(door);
    }
    MessageCreateParams.Builder params =
        asking("What is the weather in Oslo and in Rome?").addTool(WEATHER);
    Message first = asked(params, stream);

    assertThat(first.stopReason()).hasValue(StopReason.TOOL_USE);
    params.addMessage(first);
    List<ContentBlockParam> results = new ArrayList<>();
    for (ContentBlock block : first.content()) {
      ToolUseBlock use = block.asToolUse();
      assertThat(use.name()).isEqualTo("weather");
      results.add(
          ContentBlockParam.ofToolResult(
              ToolResultBlockParam.builder()
                  .toolUseId(use.id())
                  .content("fine in " + use._input().convert(Weather.class).city())
                  .build()));
    }
    params.addUserMessageOfContentBlockParams(results);
    assertThat(text(asked(params, stream)))
        .isEqualTo("The tool says: call_oslo=fine in Oslo, call_rome=fine in Rome");
  }

  private Message asked(MessageCreateParams.Builder params, boolean stream) {
    return stream ? gathered(params.build()) : client.messages().create(params.build());
  }

  @Test
  void answersInAForm() {
    City city =
        client
            .messages()
            .create(asking("A city as JSON").outputConfig(City.class).build())
            .content()
            .getFirst()
            .asText()
            .text();

    assertThat(city).isEqualTo(new City("schema requires city", 21));
  }

  @Test
  void looksAtImages() {
    MessageCreateParams params =
        MessageCreateParams.builder()
            .model("auto")
            .maxTokens(100)
            .addUserMessageOfContentBlockParams(
                List.of(
                    ContentBlockParam.ofText(
                        TextBlockParam.builder().text("What is in the picture?").build()),
                    ContentBlockParam.ofImage(
                        ImageBlockParam.builder()
                            .source(
                                Base64ImageSource.builder()
                                    .mediaType(Base64ImageSource.MediaType.IMAGE_PNG)
                                    .data("AAAA")
                                    .build())
                            .build())))
            .build();

    assertThat(text(client.messages().create(params)))
        .isEqualTo("a picture: data:image/png;base64,AAAA");
  }

  @Test
  void listsModels() {
    assertThat(client.models().list().autoPager().stream().map(ModelInfo::id))
        .containsExactly("auto", "support", "everything", "m1", "failing", "limited", "dear");
    assertThat(client.models().retrieve("m1").id()).isEqualTo("m1");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void takesTheKeyInEitherHeader(boolean bearer) {
    AnthropicOkHttpClient.Builder builder = AnthropicOkHttpClient.builder().baseUrl(door.url());
    AnthropicClient other =
        (bearer ? builder.authToken(door.key) : builder.apiKey(door.key)).build();

    assertThat(text(other.messages().create(asking("Hi").build()))).isEqualTo("Hello there");
  }
}
