package dev.penstock.samples.gateway.command;

import dev.penstock.api.JsonText;
import dev.penstock.samples.gateway.access.KeyFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Takes a key back. */
@Command(
    name = "revoke",
    description = "Takes a key back, for good. Ends with 1 if there is none to take back.",
    footerHeading = "%nExample:%n",
    footer = "  gateway keys revoke --keys keys 17ef458ddcf0")
final class KeysRevokeCommand implements Callable<Integer> {
  @ParentCommand private @Nullable KeysCommand keys;

  @Option(names = "--keys", paramLabel = "FILE", required = true, description = "The file of keys.")
  private Path file = Path.of("");

  @Parameters(paramLabel = "ID", description = "The key's id, as keys list shows it.")
  private String id = "";

  @Option(names = "--json", description = "Print it as JSON.")
  private boolean json;

  @Override
  public Integer call() throws IOException {
    if (Files.notExists(file)) {
      throw new NoSuchFileException(file.toString());
    }
    boolean revoked = KeyFile.revoke(file, id);
    Surroundings here = KeysCommand.surroundings(keys);
    if (json) {
      Map<String, Object> told = new LinkedHashMap<>();
      told.put("id", id);
      told.put("revoked", revoked);
      here.out().println(JsonText.of(told));
    } else {
      here.out().println(revoked ? id + " is revoked" : "there is no key " + id + " to revoke");
    }
    return revoked ? ExitCode.DONE : ExitCode.SHORT;
  }
}
