package dev.penstock.benchmarks;

import dev.penstock.api.JsonText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.EntityUtils;
import org.apache.hc.core5.http.io.entity.StringEntity;

/** The HTTP client alone: a ready body is sent, the answer's body is read as text. */
final class ApacheClient implements Client {
  private static final int CONNECTIONS = 256;

  private final CloseableHttpClient client =
      HttpClients.custom()
          .setConnectionManager(
              PoolingHttpClientConnectionManagerBuilder.create()
                  .setMaxConnTotal(CONNECTIONS)
                  .setMaxConnPerRoute(CONNECTIONS)
                  .build())
          .disableAutomaticRetries()
          .disableContentCompression()
          .build();
  private final String address;
  private final String body =
      JsonText.of(
          Map.of(
              "model",
              "small",
              "messages",
              List.of(Map.of("role", "user", "content", Workload.QUESTION))));

  ApacheClient(int port) {
    address = "http://127.0.0.1:" + port + "/v1/chat/completions";
  }

  @Override
  public String ask() {
    HttpPost post = new HttpPost(address);
    post.setEntity(new StringEntity(body, ContentType.APPLICATION_JSON));
    try {
      return client.execute(
          post, response -> EntityUtils.toString(response.getEntity(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("the loopback server did not answer", e);
    }
  }

  @Override
  public void close() {
    try {
      client.close();
    } catch (IOException e) {
      throw new UncheckedIOException("the HTTP client cannot be closed", e);
    }
  }
}
