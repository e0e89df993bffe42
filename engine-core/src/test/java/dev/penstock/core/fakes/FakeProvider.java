package dev.penstock.core.fakes;

import dev.penstock.api.chat.FinishReason;
import dev.penstock.api.money.Usage;
import dev.penstock.api.policy.Ability;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.PluginContext;
import dev.penstock.spi.Provider;
import dev.penstock.spi.ProviderCall;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFactory;
import dev.penstock.spi.ProviderFailure;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import dev.penstock.spi.ReportedUsage;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A provider plugin that does what a test tells it, and remembers its calls. */
public final class FakeProvider implements ProviderFactory<NoSettings>, Provider {
  /** What a call does. */
  public interface Behaviour {
    ProviderReply call(ProviderCall call) throws Exception;
  }

  private final String name;
  private final List<ProviderCall> calls = new CopyOnWriteArrayList<>();
  private final AtomicInteger closed = new AtomicInteger();
  private volatile Behaviour behaviour = call -> answer("hello");
  private volatile Set<Ability> abilities = EnumSet.allOf(Ability.class);

  public FakeProvider(String name) {
    this.name = name;
  }

  public FakeProvider does(Behaviour value) {
    behaviour = value;
    return this;
  }

  public FakeProvider fails(FailureKind kind, Phase phase) {
    return does(
        call -> {
          throw new ProviderException(ProviderFailure.of(kind, phase, "told to fail"));
        });
  }

  public FakeProvider abilities(Set<Ability> value) {
    abilities = value;
    return this;
  }

  public static ProviderReply answer(String text) {
    return answer(text, 100, 10);
  }

  public static ProviderReply answer(String text, long in, long out) {
    return ProviderReply.of(text, ReportedUsage.of(Usage.of(in, out), Map.of()));
  }

  public static ProviderReply finished(String text, FinishReason reason) {
    return new ProviderReply(
        text,
        List.of(),
        reason,
        ReportedUsage.of(Usage.of(100, 10), Map.of()),
        null,
        null,
        Map.of());
  }

  public List<ProviderCall> calls() {
    return calls;
  }

  public int closed() {
    return closed.get();
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public Class<NoSettings> settings() {
    return NoSettings.class;
  }

  @Override
  public Provider create(NoSettings settings, PluginContext context) {
    return this;
  }

  @Override
  public Set<Ability> abilities() {
    return abilities;
  }

  @Override
  public ProviderReply call(ProviderCall call) throws ProviderException {
    calls.add(call);
    try {
      return behaviour.call(call);
    } catch (ProviderException | RuntimeException e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ProviderException(
          ProviderFailure.of(FailureKind.CANCELLED, Phase.MAY_HAVE_RUN, "interrupted"));
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    closed.incrementAndGet();
  }
}
