package dev.penstock.samples.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ResponseAccumulator;
import com.openai.models.responses.EasyInputMessage;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseFunctionToolCall;
import com.openai.models.responses.ResponseInputContent;
import com.openai.models.responses.ResponseInputImage;
import com.openai.models.responses.ResponseInputItem;
import com.openai.models.responses.ResponseInputText;
import com.openai.models.responses.ResponseOutputItem;
import com.openai.models.responses.ResponseStatus;
import com.openai.models.responses.ResponseStreamEvent;
import com.openai.models.responses.StructuredResponse;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** OpenAI's SDK for Java, as it is published, on the wire of responses. */
class OpenAiJavaResponsesTest {
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

  private static ResponseCreateParams.Builder asking(String question) {
    return ResponseCreateParams.builder().model("auto").input(question);
  }

  private static String text(Response response) {
    return response.output().stream()
        .flatMap(item -> item.message().stream())
        .flatMap(message -> message.content().stream())
        .map(content -> content.asOutputText().text())
        .findFirst()
        .orElseThrow();
  }

  private static Response gathered(ResponseCreateParams params) {
    ResponseAccumulator all = ResponseAccumulator.create();
    try (StreamResponse<ResponseStreamEvent> stream = client.responses().createStreaming(params)) {
      stream.stream().map(ResponseStreamEvent::validate).forEach(all::accumulate);
    }
    return all.response();
  }

  @Test
  void answers() {
    try (HttpResponseFor<Response> raw =
        client
            .responses()
            .withRawResponse()
            .create(asking("Hi").instructions("Be short.").maxOutputTokens(50).build())) {
      Response response = raw.parse();

      assertThat(text(response)).isEqualTo("Hello there");
      assertThat(response.status()).hasValue(ResponseStatus.COMPLETED);
      assertThat(response.usage().orElseThrow().totalTokens()).isPositive();
      assertThat(raw.headers().values("x-penstock-model")).containsExactly("m1");
      assertThat(raw.requestId()).isPresent();
      response.validate();
    }
  }

  @Test
  void streams() {
    Response response = gathered(asking("Hi").build());

    assertThat(text(response)).isEqualTo("Hello there");
    assertThat(response.validate().status()).hasValue(ResponseStatus.COMPLETED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void callsToolsAndUsesWhatTheySay(boolean stream) {
    List<ResponseInputItem> input = new ArrayList<>();
    input.add(
        ResponseInputItem.ofEasyInputMessage(
            EasyInputMessage.builder()
                .role(EasyInputMessage.Role.USER)
                .content("What is the weather in Oslo and in Rome?")
                .build()));
    Response first = asked(input, stream);
    for (ResponseOutputItem item : first.output()) {
      ResponseFunctionToolCall call = item.asFunctionCall();
      input.add(ResponseInputItem.ofFunctionCall(call));
      input.add(
          ResponseInputItem.ofFunctionCallOutput(
              ResponseInputItem.FunctionCallOutput.builder()
                  .callId(call.callId())
                  .output("fine in " + call.arguments(Weather.class).city())
                  .build()));
    }

    assertThat(text(asked(input, stream)))
        .isEqualTo("The tool says: call_oslo=fine in Oslo, call_rome=fine in Rome");
  }

  private static Response asked(List<ResponseInputItem> input, boolean stream) {
    ResponseCreateParams params =
        ResponseCreateParams.builder()
            .model("auto")
            .inputOfResponse(input)
            .addTool(Weather.class)
            .build();
    return stream ? gathered(params) : client.responses().create(params);
  }

  @Test
  void answersInAForm() {
    StructuredResponse<City> response =
        client.responses().create(asking("A city as JSON").text(City.class).build());
    City city = response.output().getFirst().asMessage().content().getFirst().asOutputText();

    assertThat(city).isEqualTo(new City("schema requires city", 21));
  }

  @Test
  void looksAtImages() {
    String image = "data:image/png;base64,AAAA";
    ResponseInputItem message =
        ResponseInputItem.ofMessage(
            ResponseInputItem.Message.builder()
                .role(ResponseInputItem.Message.Role.USER)
                .addContent(
                    ResponseInputContent.ofInputText(
                        ResponseInputText.builder().text("What is in the picture?").build()))
                .addContent(
                    ResponseInputContent.ofInputImage(
                        ResponseInputImage.builder()
                            .imageUrl(image)
                            .detail(ResponseInputImage.Detail.AUTO)
                            .build()))
                .build());
    Response response =
        client
            .responses()
            .create(
                ResponseCreateParams.builder()
                    .model("auto")
                    .inputOfResponse(List.of(message))
                    .build());

    assertThat(text(response)).isEqualTo("a picture: " + image);
  }
}
