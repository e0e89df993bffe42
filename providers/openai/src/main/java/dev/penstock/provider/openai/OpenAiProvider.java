package dev.penstock.provider.openai;

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

/** One instance: a dialect and the client that carries it. */
final class OpenAiProvider implements StreamingProvider, EmbeddingProvider, Punctual {
  private final String instance;
  private final Set<Ability> abilities;
  private final ChatRequestWriter chatRequests;
  private final EmbeddingRequestWriter embeddingRequests;
  private final ErrorReplies errors;
  private final Upstream upstream;
  private final URI chat;
  private final URI embeddings;

  OpenAiProvider(OpenAiSettings settings, PluginContext context) {
    Traits traits = settings.dialect().traits();
    instance = context.instance();
    abilities = traits.abilities();
    chatRequests = new ChatRequestWriter(settings.dialect());
    embeddingRequests = new EmbeddingRequestWriter(traits);
    errors = new ErrorReplies(OpenAiErrors.KINDS, context.clock());
    upstream =
        new Upstream(
            BaseUrl.of(settings.baseUrl(), settings.allowPrivate()),
            settings.maxConnections(),
            settings.requestHeaders(),
            context);
    chat = upstream.endpoint("/chat/completions");
    embeddings = upstream.endpoint("/embeddings");
  }

  @Override
  public Set<Ability> abilities() {
    return abilities;
  }

  @Override
  public ProviderReply call(ProviderCall call) throws ProviderException {
    CallLabel label = new CallLabel(instance, call.modelId());
    RequestBody body = chatRequests.write(call, false, label);
    try (UpstreamResponse response = send(body, call, label)) {
      return ReplyReader.read(response, new ChatAnswer(), errors, label);
    }
  }

  @Override
  public ProviderStream stream(ProviderCall call) throws ProviderException {
    CallLabel label = new CallLabel(instance, call.modelId());
    RequestBody body = chatRequests.write(call, true, label);
    UpstreamResponse response = send(body, call, label);
    return ReplyReader.stream(response, new ChatChunks(), new ChatAnswer(), errors, label);
  }

  @Override
  public Embeddings embed(EmbeddingCall call) throws ProviderException {
    CallLabel label = new CallLabel(instance, call.modelId());
    RequestBody body = embeddingRequests.write(call, label);
    try (UpstreamResponse response =
        errors.requireSuccess(upstream.post(embeddings, body, call.timeout(), label), label)) {
      return ReplyReader.vectors(response, new EmbeddingReply(call), errors, label);
    }
  }

  @Override
  public void close() {
    upstream.close();
  }

  private UpstreamResponse send(RequestBody body, ProviderCall call, CallLabel label)
      throws ProviderException {
    return errors.requireSuccess(upstream.post(chat, body, call, label), label);
  }
}
