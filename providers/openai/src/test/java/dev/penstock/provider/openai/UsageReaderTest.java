package dev.penstock.provider.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.api.money.Usage;
import dev.penstock.provider.wire.Json;
import dev.penstock.provider.wire.KeptFields;
import dev.penstock.provider.wire.Limits;
import dev.penstock.provider.wire.Texts;
import dev.penstock.spi.ReportedUsage;
import dev.penstock.spi.ServiceTier;
import dev.penstock.testkit.provider.Reported;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonParser;

final class UsageReaderTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"prompt_tokens\":-1,\"completion_tokens\":1}",
        "{\"prompt_tokens\":\"12\",\"completion_tokens\":1}",
        "{\"prompt_tokens\":null,\"completion_tokens\":1}",
        "{\"prompt_tokens\":1.5,\"completion_tokens\":1}",
        "{\"prompt_tokens\":1.0,\"completion_tokens\":1}",
        "{\"prompt_tokens\":true,\"completion_tokens\":1}",
        "{\"prompt_tokens\":9007199254740993,\"completion_tokens\":1}",
        "{\"prompt_tokens\":99999999999999999999999,\"completion_tokens\":1}",
        "{\"prompt_tokens\":1}",
        "{\"completion_tokens\":1}",
        "{}",
        "7",
        "{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":3}",
        "{\"prompt_tokens\":1,\"completion_tokens\":1,\"total_tokens\":0}",
        "{\"prompt_tokens\":1,\"completion_tokens\":1,\"prompt_tokens_details\":{\"cached_tokens\":2}}",
        "{\"prompt_tokens\":1,\"completion_tokens\":1,\"prompt_cache_hit_tokens\":1,"
            + "\"prompt_cache_miss_tokens\":1}",
        "{\"prompt_tokens\":1,\"completion_tokens\":1,"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":2}}",
      })
  void refusesACountThatIsNone(String json) {
    assertThat(read(json)).isInstanceOf(ReportedUsage.Nonsense.class);
  }

  @Test
  void readsEveryClassOfOpenAi() {
    String json =
        "{\"prompt_tokens\":1117,\"completion_tokens\":46,\"total_tokens\":1163,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":1024,\"cache_write_tokens\":64,"
            + "\"audio_tokens\":0,\"text_tokens\":1117,\"image_tokens\":0},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":12,\"audio_tokens\":0,"
            + "\"text_tokens\":34,\"accepted_prediction_tokens\":0,"
            + "\"rejected_prediction_tokens\":0}}";
    Usage usage = Reported.counts(read(json)).usage();
    assertThat(usage).isEqualTo(new Usage(29, 1024, 0, 64, 46, 12, false));
    assertThat(usage.input() + usage.output()).isEqualTo(1163);
  }

  @Test
  void readsAnAnswerOfDeepSeek() {
    String json =
        "{\"prompt_tokens\":12,\"completion_tokens\":45,\"total_tokens\":57,"
            + "\"prompt_tokens_details\":{\"cached_tokens\":0},"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":35},"
            + "\"prompt_cache_hit_tokens\":0,\"prompt_cache_miss_tokens\":12}";
    Usage usage = Reported.counts(read(json)).usage();
    assertThat(usage).isEqualTo(new Usage(12, 0, 0, 0, 45, 35, false));
    assertThat(usage.input() + usage.output()).isEqualTo(57);
  }

  @ParameterizedTest
  @CsvSource({"flex,FLEX", "batch,BATCH", "default,STANDARD", "priority,OTHER", ",STANDARD"})
  void readsTheServiceTierBesideTheUsage(String name, ServiceTier tier) {
    Map<String, Object> raw = Map.of("prompt_tokens", 3, "completion_tokens", 2);
    assertThat(Reported.counts(UsageReader.read(raw, true, name)).tier()).isEqualTo(tier);
  }

  @Test
  void zeroIsZero() {
    assertThat(
            Reported.counts(
                    read("{\"prompt_tokens\":0,\"completion_tokens\":0,\"total_tokens\":0}"))
                .usage())
        .isEqualTo(Usage.of(0, 0));
  }

  @Test
  void takesDetailsThatAreNull() {
    String json =
        "{\"prompt_tokens\":3,\"completion_tokens\":2,\"prompt_tokens_details\":null,"
            + "\"completion_tokens_details\":{\"reasoning_tokens\":null}}";
    assertThat(Reported.counts(read(json)).usage()).isEqualTo(Usage.of(3, 2));
  }

  @Property
  void partsAddUpToWhatWasReported(
      @ForAll @LongRange(min = 0, max = 1L << 40) long uncached,
      @ForAll @LongRange(min = 0, max = 1L << 40) long cached,
      @ForAll @LongRange(min = 0, max = 1L << 40) long output) {
    long prompt = uncached + cached;
    Map<String, Object> raw =
        Map.of(
            "prompt_tokens",
            prompt,
            "completion_tokens",
            output,
            "total_tokens",
            prompt + output,
            "prompt_tokens_details",
            Map.of("cached_tokens", cached));
    Usage usage = Reported.counts(UsageReader.read(raw, true, null)).usage();
    assertThat(usage.input()).isEqualTo(prompt);
    assertThat(usage.uncachedInput()).isEqualTo(uncached);
    assertThat(usage.output()).isEqualTo(output);
  }

  private static ReportedUsage read(String json) {
    byte[] bytes = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    try (JsonParser parser = Json.parser(bytes, 0, bytes.length)) {
      parser.nextToken();
      KeptFields kept = new KeptFields(Limits.USAGE);
      kept.keep("usage", parser);
      return UsageReader.read(Texts.map(kept.toMap().get("usage")), true, null);
    }
  }
}
