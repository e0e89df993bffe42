package dev.penstock.samples.gateway.command;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Takes an option that is not given from a variable: {@code --port} from {@code GATEWAY_PORT}. */
final class Environment implements IDefaultValueProvider {
  private final Function<String, @Nullable String> variables;

  Environment(Function<String, @Nullable String> variables) {
    this.variables = variables;
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    @Nullable String name = variable(argument);
    return name == null ? null : variables.apply(name);
  }

  /** Where that value of an option comes from if that is no place on the command line. */
  String origin(@Nullable ArgSpec argument, @Nullable String value) {
    return argument != null && value != null && value.equals(defaultValue(argument))
        ? " (from the variable " + variable(argument) + ")"
        : "";
  }

  private static @Nullable String variable(ArgSpec argument) {
    if (!(argument instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
      return null;
    }
    String name = option.longestName();
    return "GATEWAY_" + name.replaceFirst("^-+", "").toUpperCase(Locale.ROOT).replace('-', '_');
  }
}
