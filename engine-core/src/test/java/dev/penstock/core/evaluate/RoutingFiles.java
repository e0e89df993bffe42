package dev.penstock.core.evaluate;

import dev.penstock.core.fakes.FakeClassifier;
import dev.penstock.core.fakes.FakeProvider;
import dev.penstock.spi.Classification;
import dev.penstock.spi.PluginFactory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A folder with a policy and questions, and what commands print. */
final class RoutingFiles {
  static final String POLICY =
      """
      version: 1
      providers:
        upstream: {plugin: upstream}
      models:
        small: {provider: upstream, tiers: [simple, moderate], context-window: 8k, price: {input: 1.00, output: 1.00}}
        other: {provider: upstream, tiers: [simple], context-window: 8k, price: {input: 2.00, output: 2.00}}
        large: {provider: upstream, tiers: [simple, moderate, complex], context-window: 8k, price: {input: 10.00, output: 10.00}}
      tiers: [simple, moderate, complex]
      classifiers:
        - {plugin: first-word}
        - {plugin: number}
      routes:
        - {name: all, models: any, rank: cheapest, expected-output: 100}
      """;

  private final Path folder;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  final PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
  final PrintStream err = out;

  RoutingFiles(Path folder) throws IOException {
    this.folder = folder;
    write("policy.yaml", POLICY);
  }

  /** Providers, a classifier by the first word and one that takes a number at the end. */
  static List<PluginFactory<?, ?>> plugins() {
    FakeClassifier number =
        new FakeClassifier(
            "number",
            input -> {
              String last = input.question().substring(input.question().lastIndexOf(' ') + 1);
              return last.matches("[01]\\.[0-9]+")
                  ? new Classification(null, null, 1, Double.parseDouble(last), List.of())
                  : Classification.NONE;
            });
    return List.of(new FakeProvider("upstream"), FakeClassifier.firstWord(), number);
  }

  Path write(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text);
  }

  Path file(String name) {
    return folder.resolve(name);
  }

  /** An argument that names a file of the folder. */
  String argument(String key, String name) {
    return key + "=" + folder.resolve(name);
  }

  /** All that was printed so far. */
  String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
