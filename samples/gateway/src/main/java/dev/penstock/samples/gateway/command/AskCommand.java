package dev.penstock.samples.gateway.command;

import dev.penstock.api.Answer;
import dev.penstock.api.ChatStream;
import dev.penstock.api.Engine;
import dev.penstock.api.JsonText;
import dev.penstock.api.RouteTaken;
import dev.penstock.api.chat.ChatRequest;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Has a question answered, or a file of them. */
@Command(
    name = "ask",
    description = {
      "Has a question answered by a policy.",
      "Without a question it is read from the standard input. On a terminal the answer appears as"
          + " it comes."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  gateway ask --policy policy.yaml --tenant shop Where is my parcel?",
      "  gateway ask --json < question.txt",
      "  gateway ask --lines questions.jsonl --parallel 16 > answers.jsonl",
      "",
      "A line of the file is an object with question, and maybe id; so is a line that is printed:"
          + " with",
      "text, or with error."
    })
final class AskCommand implements Callable<Integer> {
  @ParentCommand private @Nullable GatewayCommand gateway;
  @Mixin private PolicyOption policy = new PolicyOption();
  @Mixin private RequestOptions options = new RequestOptions();

  @Parameters(paramLabel = "QUESTION", description = "The question.")
  private List<String> words = new ArrayList<>();

  @Option(
      names = "--lines",
      paramLabel = "FILE",
      description =
          "A file with a question as a JSON object on each line; - is the standard input.")
  private @Nullable Path lines;

  @Option(
      names = "--parallel",
      paramLabel = "N",
      defaultValue = "4",
      description = "How many of those are asked at once (default: ${DEFAULT-VALUE}).")
  private int parallel = 4;

  @Option(
      names = "--stream",
      negatable = true,
      description = "Print the answer as it comes (default: on a terminal).")
  private @Nullable Boolean stream;

  @Option(names = "--json", description = "Print the answer, and what was decided, as JSON.")
  private boolean json;

  @Option(
      names = {"-v", "--verbose"},
      description = "Say afterwards who answered and what it cost.")
  private boolean verbose;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Surroundings here = GatewayCommand.surroundings(gateway);
    if (lines != null) {
      if (!words.isEmpty()) {
        throw new IllegalArgumentException("give a question or --lines, not both");
      }
      return new AskLines(options, parallel, here).ask(policy, lines);
    }
    ChatRequest request = options.request(null, QuestionText.of(words, here.in()));
    try (Engine engine = policy.builder().build()) {
      boolean streams = stream == null ? here.terminal() && !json : stream;
      Answer answer =
          streams && !json ? streamed(engine, request, here.out()) : engine.route(request);
      if (json) {
        here.out().println(JsonText.of(AnswerJson.of(answer)));
      } else if (!streams) {
        here.out().println(answer.text());
      }
      if (verbose) {
        here.err().println(summary(answer));
      }
    }
    return ExitCode.DONE;
  }

  private static Answer streamed(Engine engine, ChatRequest request, PrintStream out) {
    try (ChatStream stream = engine.stream(request)) {
      try {
        for (ChatStream.Chunk chunk = stream.next(); chunk != null; chunk = stream.next()) {
          switch (chunk) {
            case ChatStream.Chunk.Text text -> {
              out.print(text.text());
              out.flush();
            }
            case ChatStream.Chunk.ToolCallPart part -> {}
          }
        }
      } finally {
        out.println();
      }
      return stream.answer();
    }
  }

  private static String summary(Answer answer) {
    RouteTaken taken = answer.route();
    return "%s of %s, tier %s, route %s, cache %s, %s USD, %d ms%s"
        .formatted(
            taken.model(),
            taken.provider(),
            taken.tier(),
            taken.route(),
            answer.cache().name().toLowerCase(Locale.ROOT).replace('_', '-'),
            answer.cost(),
            answer.timing().total().toMillis(),
            taken.simulated() ? ", simulated" : "");
  }
}
