package dev.penstock.benchmarks;

import dev.penstock.api.Engine;
import dev.penstock.api.PenstockException;
import dev.penstock.api.chat.ChatRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A provider in a jar of its own answers when it is there, and is missed by name when it is not.
 */
final class PluginJarProof {
  private static final String WHAT = "plugin jar in a folder";
  private static final String ANSWER = "From Monday to Friday, 9 to 17.";
  private static final String POLICY =
      """
      version: 1
      plugins: plugins
      providers:
        faq: {plugin: shop-faq, file: faq.yaml}
      models:
        shop-faq: {provider: faq, tiers: [simple], context-window: 4k, price: {input: 0.00, output: 0.00}}
      tiers: [simple]
      routes:
        - {name: all, models: any, rank: ordered, max-output: 300}
      """;
  private static final String FAQ =
      """
      entries:
        - question: ["When are you open?"]
          answer: %s
      """;

  private PluginJarProof() {}

  static void show(Proof proof) throws IOException {
    @Nullable String given = System.getProperty("proof.plugin-jar");
    if (given == null || !Files.isRegularFile(Path.of(given))) {
      proof.leftOut(WHAT, "there is no jar; build samples/provider-as-jar");
      return;
    }
    try (Folder folder = Folder.make()) {
      Path policy = folder.write("policy.yaml", POLICY);
      folder.write("faq.yaml", FAQ.replace("%s", ANSWER));
      Path plugins = Files.createDirectories(folder.path().resolve("plugins"));
      Path plugin = Files.createDirectory(plugins.resolve("shop-faq"));
      Path jar = Files.copy(Path.of(given), plugin.resolve("shop-faq.jar"));
      String answer = answer(policy);
      proof.shown(WHAT, "answered", "answers", answer.equals(ANSWER));
      Files.delete(jar);
      Files.delete(plugin);
      String refusal = refusal(policy);
      proof.shown(
          "plugin jar removed",
          refusal.isEmpty() ? "not noticed" : "refused",
          "refused, naming plugin and folder",
          refusal.contains("shop-faq") && refusal.contains(plugins.toString()));
    }
  }

  private static String answer(Path policy) {
    try (Engine engine = Engine.builder().policy(policy).build()) {
      return engine.route(ChatRequest.of("When are you open?")).text();
    }
  }

  private static String refusal(Path policy) {
    try {
      Engine.builder().policy(policy).build().close();
      return "";
    } catch (PenstockException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
