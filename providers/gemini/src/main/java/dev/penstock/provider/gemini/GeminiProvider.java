package dev.penstock.provider.gemini;

import dev.penstock.api.policy.Ability;
import dev.penstock.provider.wire.BaseUrl;
import dev.penstock.provider.wire.CallLabel;
import dev.penstock.provider.wire.ErrorReplies;
import dev.penstock.provider.wire.ReplyReader;
import dev.penstock.provider.wire.RequestBody;
import dev.penstock.provider.wire.Upstream;
import dev.penstock.provider.wire.UpstreamResponse;
import dev.penstock.spi.EmbeddingProvider;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ProviderStream;
import dev.penstock.spi.Punctual;
import dev.penstock.spi.StreamingProvider;
import java.net.URI;
import java.util.Set;

/** One instance: a version of the API and the client that carries it. */
final class GeminiProvider implements StreamingProvider, EmbeddingProvider, Punctual {
  private final String instance;
  private final ApiVersion version;
  private final GenerateRequestWriter requests;
  private final ErrorReplies errors;
  private final Upstream upstream;

  GeminiProvider(GeminiSettings settings, PluginContext context) {
    instance = context.instance();
    version = ApiVersion.of(settings.apiVersion());
    requests = new GenerateRequestWriter(version);
    errors = new ErrorReplies(GeminiErrors.KINDS, context.clock());
    upstream =
        new Upstream(
            BaseUrl.of(settings.baseUrl(), settings.allowPrivate()),
            settings.maxConnections(),
            settings.requestHeaders(),
            context);
  }

  @Override
  public Set<Ability> abilities() {
    return version.abilities();
  }

  @Override
  public ProviderReply call(ProviderCall call) throws ProviderException {
    CallLabel label = new CallLabel(instance, call.modelId());
    RequestBody body = requests.write(call, label);
    try (UpstreamResponse response = send(":generateContent", body, call, label)) {
      return ReplyReader.read(response, new GenerateAnswer(), errors, label);
    }
  }

  @Override
  public ProviderStream stream(ProviderCall call) throws ProviderException {
    CallLabel label = new CallLabel(instance, call.modelId());
    RequestBody body = requests.write(call, label);
    UpstreamResponse response = send(":streamGenerateContent?alt=sse", body, call, label);
    return ReplyReader.stream(response, new GenerateChunks(), new GenerateAnswer(), errors, label);
  }

  @Override
  public Embeddings embed(EmbeddingCall call) throws ProviderException {
    CallLabel label = new CallLabel(instance, call.modelId());
    RequestBody body = EmbeddingRequestWriter.write(call, label);
    URI endpoint = endpoint(":batchEmbedContents", label);
    try (UpstreamResponse response =
        errors.requireSuccess(upstream.post(endpoint, body, call.timeout(), label), label)) {
      return ReplyReader.vectors(response, new EmbeddingReply(call), errors, label);
    }
  }

  @Override
  public void close() {
    upstream.close();
  }

  private UpstreamResponse send(String method, RequestBody body, ProviderCall call, CallLabel label)
      throws ProviderException {
    return errors.requireSuccess(upstream.post(endpoint(method, label), body, call, label), label);
  }

  private URI endpoint(String method, CallLabel label) throws ProviderException {
    return upstream.endpoint("/" + version + "/" + ModelPath.of(label) + method);
  }
}
