package dev.penstock.benchmarks;

import dev.langchain4j.model.openai.OpenAiChatModel;

/** The bare call of LangChain4j's model, as its documentation builds it. */
final class LangChain4jClient implements Client {
  private final OpenAiChatModel model;

  LangChain4jClient(int port) {
    model =
        OpenAiChatModel.builder()
            .baseUrl("http://127.0.0.1:" + port + "/v1")
            .apiKey("loopback")
            .modelName("small")
            .maxCompletionTokens(500)
            .build();
  }

  @Override
  public String ask() {
    return model.chat(Workload.QUESTION);
  }

  @Override
  public void close() {}
}
