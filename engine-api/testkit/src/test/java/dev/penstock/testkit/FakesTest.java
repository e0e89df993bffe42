package dev.penstock.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.api.EngineEvent;
import dev.penstock.api.EngineEvent.PluginTrouble;
import dev.penstock.api.EngineEvent.PolicyLoaded;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class FakesTest {
  record Settings(String name) {}

  record OtherSettings(String name) {}

  @Test
  void clockAndTickerMoveTogetherAndOnlyForward() {
    FakeClock clock = new FakeClock();
    long before = clock.ticker().getAsLong();
    clock.advance(Duration.ofMillis(1500));
    assertThat(clock.instant()).isEqualTo(FakeClock.START.plusMillis(1500));
    assertThat(clock.ticker().getAsLong() - before).isEqualTo(1_500_000_000L);
    assertThat(clock.passed()).isEqualTo(Duration.ofMillis(1500));
    assertThatIllegalArgumentException().isThrownBy(() -> clock.advance(Duration.ofNanos(-1)));
  }

  @Test
  void listenerKeepsEventsByKind() {
    RecordingListener listener = new RecordingListener();
    EngineEvent loaded = new PolicyLoaded("0123456789ab");
    EngineEvent trouble = new PluginTrouble("cache", "threw");
    listener.on(loaded);
    listener.on(trouble);
    assertThat(listener.events()).containsExactly(loaded, trouble);
    assertThat(listener.only(PolicyLoaded.class)).isEqualTo(loaded);
    listener.on(trouble);
    assertThatThrownBy(() -> listener.only(PluginTrouble.class))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("expected one PluginTrouble but there were 2");
    listener.clear();
    assertThat(listener.of(PluginTrouble.class)).isEmpty();
  }

  @Test
  void contextGivesTheRecordsThatTheTestPutThere() {
    Path file = Path.of("faq.yaml");
    TestPluginContext empty = TestPluginContext.named("faq").folder(Path.of("policies"));
    TestPluginContext context = empty.file(file, new Settings("a"));
    assertThat(context.read(file, Settings.class)).isEqualTo(new Settings("a"));
    assertThat(context.resolve(file)).isEqualTo(Path.of("policies", "faq.yaml"));
    assertThatIllegalStateException()
        .isThrownBy(() -> empty.read(file, Settings.class))
        .withMessageContaining("the test gave no Settings for the file faq.yaml");
    assertThatIllegalStateException().isThrownBy(() -> context.read(file, OtherSettings.class));
  }
}
