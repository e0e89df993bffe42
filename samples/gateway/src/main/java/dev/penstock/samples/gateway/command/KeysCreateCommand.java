package dev.penstock.samples.gateway.command;

import dev.penstock.api.JsonText;
import dev.penstock.samples.gateway.access.KeyFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Makes a key. */
@Command(
    name = "create",
    description = {
      "Makes a key and prints it, once: the file holds its hash only. The file is made if there is"
          + " none."
    },
    footerHeading = "%nExample:%n",
    footer = "  gateway keys create --keys keys --tenant shop --user ada --expires 90d")
final class KeysCreateCommand implements Callable<Integer> {
  private static final int MOST_DAYS = 36_500;

  @ParentCommand private @Nullable KeysCommand keys;

  @Option(names = "--keys", paramLabel = "FILE", required = true, description = "The file of keys.")
  private Path file = Path.of("");

  @Option(
      names = "--tenant",
      paramLabel = "NAME",
      required = true,
      description = "Whose requests are made with it.")
  private String tenant = "";

  @Option(names = "--user", paramLabel = "NAME", description = "Whose within the tenant.")
  private @Nullable String user;

  @Option(names = "--admin", description = "For administration.")
  private boolean admin;

  @Option(
      names = "--expires",
      paramLabel = "WHEN",
      description = "Days from now, such as 90d, or an instant (default: never).")
  private @Nullable String expires;

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    @Nullable Instant end = expires == null ? null : end(expires, Instant.now());
    String key = KeyFile.create(file, tenant, user, admin, end);
    Surroundings here = KeysCommand.surroundings(keys);
    if (json) {
      Map<String, @Nullable Object> told = new LinkedHashMap<>();
      told.put("id", KeyFile.idOf(key));
      told.put("key", key);
      told.put("tenant", tenant);
      told.put("user", user);
      told.put("admin", admin);
      told.put("expires", end);
      here.out().println(JsonText.of(told));
    } else {
      here.out().println(key);
      here.err()
          .println("its id is " + KeyFile.idOf(key) + "; keep the key, it is not shown again");
    }
    return ExitCode.DONE;
  }

  private static Instant end(String text, Instant now) {
    Instant end;
    try {
      end =
          text.matches("[0-9]{1,5}d")
              ? now.plus(days(text)).truncatedTo(ChronoUnit.SECONDS)
              : Instant.parse(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException(
          "--expires must be days such as 90d, or an instant such as 2027-01-01T00:00:00Z, not "
              + text,
          e);
    }
    if (!end.isAfter(now)) {
      throw new IllegalArgumentException("--expires must be later than now, not " + text);
    }
    return end;
  }

  private static Duration days(String text) {
    int days = Integer.parseInt(text.substring(0, text.length() - 1));
    if (days > MOST_DAYS) {
      throw new IllegalArgumentException("--expires must be at most " + MOST_DAYS + "d");
    }
    return Duration.ofDays(days);
  }
}
