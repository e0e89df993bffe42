package dev.penstock.samples.gateway.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** What is done with keys. */
@Command(
    name = "keys",
    description = "Creates, lists and revokes API keys. A running gateway sees it within a second.",
    subcommands = {KeysCreateCommand.class, KeysListCommand.class, KeysRevokeCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  gateway keys create --keys keys --tenant shop --expires 90d",
      "  gateway keys list --keys keys",
      "  gateway keys revoke --keys keys 17ef458ddcf0"
    })
final class KeysCommand implements Runnable {
  @ParentCommand private @Nullable GatewayCommand gateway;
  @Spec private CommandSpec spec = CommandSpec.create();

  /** What a sub-command reads and writes. */
  static Surroundings surroundings(@Nullable KeysCommand keys) {
    return GatewayCommand.surroundings(keys == null ? null : keys.gateway);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "name a command: create, list, revoke");
  }
}
