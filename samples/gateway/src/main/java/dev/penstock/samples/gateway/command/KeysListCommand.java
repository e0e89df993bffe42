package dev.penstock.samples.gateway.command;

import dev.penstock.api.JsonText;
import dev.penstock.samples.gateway.access.KeyFile;
import dev.penstock.samples.gateway.access.KnownKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** Lists keys. */
@Command(
    name = "list",
    description = "Lists the keys of a file; none of them can be had from it.",
    footerHeading = "%nExample:%n",
    footer = "  gateway keys list --keys keys")
final class KeysListCommand implements Callable<Integer> {
  @ParentCommand private @Nullable KeysCommand keys;

  @Option(names = "--keys", paramLabel = "FILE", required = true, description = "The file of keys.")
  private Path file = Path.of("");

  @Option(names = "--json", description = "Print them as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    List<KnownKey> known = KeyFile.list(file);
    Surroundings here = KeysCommand.surroundings(keys);
    here.out().print(json ? JsonText.of(Map.of("keys", known)) + "\n" : text(known, Instant.now()));
    return ExitCode.DONE;
  }

  private static String text(List<KnownKey> known, Instant now) {
    Table table = new Table().line("id", "tenant", "user", "admin", "expires", "state");
    for (KnownKey key : known) {
      table.line(
          key.id(),
          key.tenant(),
          key.user() == null ? "-" : key.user(),
          key.admin() ? "yes" : "no",
          key.expires() == null ? "never" : key.expires(),
          key.revoked() ? "revoked" : key.isValid(now) ? "valid" : "expired");
    }
    return table.text();
  }
}
