package dev.penstock.testkit;

import dev.penstock.spi.PluginContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's context in a test without an engine. Immutable: each method that changes something
 * returns a new context.
 *
 * <pre>{@code
 * PluginContext context =
 *     TestPluginContext.named("desk")
 *         .tiers("simple", "complex")
 *         .clock(new FakeClock())
 *         .file(Path.of("tiers.yaml"), rules);
 * }</pre>
 *
 * <p>It reads no YAML, which only the engine can: {@link #read} gives back the records that the
 * test put there.
 */
public final class TestPluginContext implements PluginContext {
  private final String instance;
  private final List<String> tiers;
  private final InstantSource clock;
  private final LongSupplier ticker;
  private final Path folder;
  private final Map<Path, Record> files;
  private final Map<Path, String> texts;

  private TestPluginContext(
      String instance,
      List<String> tiers,
      InstantSource clock,
      LongSupplier ticker,
      Path folder,
      Map<Path, Record> files,
      Map<Path, String> texts) {
    this.instance = instance;
    this.tiers = List.copyOf(tiers);
    this.clock = clock;
    this.ticker = ticker;
    this.folder = folder;
    this.files = Map.copyOf(files);
    this.texts = Map.copyOf(texts);
  }

  /**
   * A context for an instance of that name: the tiers {@code simple}, {@code moderate} and {@code
   * complex}, the system's clocks, the working directory, no files.
   */
  public static TestPluginContext named(String instance) {
    return new TestPluginContext(
        instance,
        List.of("simple", "moderate", "complex"),
        InstantSource.system(),
        System::nanoTime,
        Path.of(""),
        Map.of(),
        Map.of());
  }

  /** The same with these tiers, easiest first. */
  public TestPluginContext tiers(String... names) {
    return new TestPluginContext(instance, List.of(names), clock, ticker, folder, files, texts);
  }

  /** The same with this clock and its ticker. */
  public TestPluginContext clock(FakeClock fake) {
    return new TestPluginContext(instance, tiers, fake, fake.ticker(), folder, files, texts);
  }

  /** The same with this folder as the one of the policy file. */
  public TestPluginContext folder(Path policyFolder) {
    return new TestPluginContext(instance, tiers, clock, ticker, policyFolder, files, texts);
  }

  /** The same with a file whose content is bound already; the path is as the settings give it. */
  public TestPluginContext file(Path path, Record content) {
    Map<Path, Record> more = new HashMap<>(files);
    more.put(path, content);
    return new TestPluginContext(instance, tiers, clock, ticker, folder, more, texts);
  }

  /** The same with a file of text; the path is as the settings give it. */
  public TestPluginContext text(Path path, String content) {
    Map<Path, String> more = new HashMap<>(texts);
    more.put(path, content);
    return new TestPluginContext(instance, tiers, clock, ticker, folder, files, more);
  }

  @Override
  public String instance() {
    return instance;
  }

  @Override
  public InstantSource clock() {
    return clock;
  }

  @Override
  public LongSupplier ticker() {
    return ticker;
  }

  @Override
  public List<String> tiers() {
    return tiers;
  }

  /** Always two seconds. */
  @Override
  public Duration connectTimeout() {
    return Duration.ofSeconds(2);
  }

  /** Always five seconds. */
  @Override
  public Duration idleTimeout() {
    return Duration.ofSeconds(5);
  }

  @Override
  public Path resolve(Path path) {
    return folder.resolve(path).normalize();
  }

  /**
   * The record that the test gave for this file.
   *
   * @throws IllegalStateException if it gave none, or one of another class
   */
  @Override
  public <T extends Record> T read(Path file, Class<T> type) {
    @Nullable Record content = files.get(file);
    if (!type.isInstance(content)) {
      throw new IllegalStateException(
          "the test gave no %s for the file %s: call file(Path.of(\"%s\"), record) on the context"
              .formatted(type.getSimpleName(), file, file));
    }
    return type.cast(content);
  }

  /**
   * The text that the test gave for this file.
   *
   * @throws IllegalStateException if it gave none
   */
  @Override
  public String readText(Path file) {
    @Nullable String content = texts.get(file);
    if (content == null) {
      throw new IllegalStateException(
          "the test gave no text for the file %s: call text(Path.of(\"%s\"), content) on the context"
              .formatted(file, file));
    }
    return content;
  }
}
