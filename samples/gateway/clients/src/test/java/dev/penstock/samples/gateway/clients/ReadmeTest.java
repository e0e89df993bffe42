package dev.penstock.samples.gateway.clients;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.client.AnthropicClient;
import com.anthropic.models.messages.MessageCreateParams;
import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.model.chat.ChatModel;
import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The clients of the README do what it says. */
class ReadmeTest {
  private static final String ADDRESS = "http://127.0.0.1:8080";

  /** The blocks of the README in this language, pointed at the door. */
  static List<String> blocks(String language, Door door) throws IOException {
    String readme = Files.readString(Path.of("..", "README.md"));
    String fence = "```";
    List<String> blocks = new ArrayList<>();
    int start = readme.indexOf(fence + language + "\n");
    while (start >= 0) {
      int from = readme.indexOf('\n', start) + 1;
      int end = readme.indexOf(fence, from);
      blocks.add(readme.substring(from, end).replace(ADDRESS, door.url()));
      start = readme.indexOf(fence + language + "\n", end);
    }
    return blocks;
  }

  @Test
  void theClientsOfJavaAnswer(@TempDir Path folder) throws Exception {
    try (Door door = Door.open(new Upstream())) {
      List<String> blocks = blocks("java", door);
      List<String> answers = new ArrayList<>();
      for (String block : blocks) {
        answers.add(answer(client(block, door.key, folder.resolve("b" + answers.size()))));
      }

      assertThat(answers).hasSize(3).containsOnly("Hello there");
      assertThat(door.settles()).isTrue();
    }
  }

  @Test
  void theCommandOfCurlStreams() throws IOException {
    Tool.version("curl", "--version");
    try (Door door = Door.open(new Upstream())) {
      List<String> blocks = blocks("sh", door);
      assertThat(blocks).hasSize(1);
      Tool curl =
          Tool.run(
              Path.of("."),
              Map.of("KEY", door.key),
              Duration.ofSeconds(20),
              List.of("sh", "-c", blocks.getFirst()));

      assertThat(curl.out()).contains("\"content\":\"Hello\"").endsWith("data: [DONE]\n\n");
    }
  }

  private static String answer(Object client) {
    return switch (client) {
      case OpenAIClient openAi ->
          openAi
              .chat()
              .completions()
              .create(
                  ChatCompletionCreateParams.builder().model("auto").addUserMessage("Hi").build())
              .choices()
              .getFirst()
              .message()
              .content()
              .orElseThrow();
      case AnthropicClient anthropic ->
          anthropic
              .messages()
              .create(
                  MessageCreateParams.builder()
                      .model("auto")
                      .maxTokens(100)
                      .addUserMessage("Hi")
                      .build())
              .content()
              .getFirst()
              .asText()
              .text();
      case ChatModel model -> model.chat("Hi");
      default -> throw new AssertionError(client);
    };
  }

  /** What a block calls {@code client}, compiled as it stands there. */
  private static Object client(String block, String key, Path folder) throws Exception {
    String imports = lines(block, true);
    String body = lines(block, false);
    Files.createDirectories(folder);
    Path source = folder.resolve("Block.java");
    Files.writeString(
        source,
        imports
            + "public class Block {\n  public static Object client(String key) {\n"
            + body
            + "    return client;\n  }\n}\n");
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    boolean compiled =
        compiler
            .getTask(
                messages,
                null,
                null,
                List.of(
                    "-proc:none",
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("java.class.path")),
                null,
                compiler.getStandardFileManager(null, null, null).getJavaFileObjects(source))
            .call();
    assertThat(compiled).as(messages + "\n" + block).isTrue();
    try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
      return loader.loadClass("Block").getMethod("client", String.class).invoke(null, key);
    }
  }

  private static String lines(String block, boolean imports) {
    return block
        .lines()
        .filter(line -> line.startsWith("import ") == imports)
        .collect(Collectors.joining("\n", "", "\n"));
  }
}
