package dev.penstock.provider.anthropic;

import dev.penstock.api.policy.Ability;
import dev.penstock.provider.wire.BaseUrl;
import dev.penstock.provider.wire.CallLabel;
import dev.penstock.provider.wire.ErrorReplies;
import dev.penstock.provider.wire.ReplyReader;
import dev.penstock.provider.wire.RequestBody;
import dev.penstock.provider.wire.Upstream;
import dev.penstock.provider.wire.UpstreamResponse;
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
final class AnthropicProvider implements StreamingProvider, Punctual {
  static final Set<Ability> ABILITIES =
      Set.of(Ability.TOOLS, Ability.JSON_SCHEMA, Ability.VISION, Ability.REASONING);

  private final String instance;
  private final MessagesRequestWriter requests;
  private final ErrorReplies errors;
  private final Upstream upstream;
  private final URI messages;

  AnthropicProvider(AnthropicSettings settings, PluginContext context) {
    instance = context.instance();
    requests = new MessagesRequestWriter(ApiVersion.of(settings.version()));
    errors = new ErrorReplies(AnthropicErrors.KINDS, context.clock());
    upstream =
        new Upstream(
            BaseUrl.of(settings.baseUrl(), settings.allowPrivate()),
            settings.maxConnections(),
            settings.requestHeaders(),
            context);
    messages = upstream.endpoint("/v1/messages");
  }

  @Override
  public Set<Ability> abilities() {
    return ABILITIES;
  }

  @Override
  public ProviderReply call(ProviderCall call) throws ProviderException {
    CallLabel label = new CallLabel(instance, call.modelId());
    try (UpstreamResponse response = send(call, false, label)) {
      return ReplyReader.read(response, new MessageAnswer(), errors, label);
    }
  }

  @Override
  public ProviderStream stream(ProviderCall call) throws ProviderException {
    CallLabel label = new CallLabel(instance, call.modelId());
    UpstreamResponse response = send(call, true, label);
    return ReplyReader.stream(response, new MessageEvents(), new MessageAnswer(), errors, label);
  }

  @Override
  public void close() {
    upstream.close();
  }

  private UpstreamResponse send(ProviderCall call, boolean stream, CallLabel label)
      throws ProviderException {
    RequestBody body = requests.write(call, stream, label);
    return errors.requireSuccess(upstream.post(messages, body, call, label), label);
  }
}
