package dev.penstock.samples.gateway.command;

import java.io.Console;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Help.Ansi;

/** Whether a person is looking, and may be shown colours. */
final class Terminal {
  private Terminal() {}

  /** From JDK 22 on there is a console also where there is no terminal, and it says which. */
  @SuppressWarnings("SystemConsoleNull") // before JDK 22 it is null without a terminal
  static boolean isThere() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /** Colours are for terminals, and not for who has said no to them (https://no-color.org). */
  static Ansi colours(boolean terminal, Function<String, @Nullable String> environment) {
    String no = environment.apply("NO_COLOR");
    boolean dumb = "dumb".equals(environment.apply("TERM"));
    return terminal && !dumb && (no == null || no.isEmpty()) ? Ansi.ON : Ansi.OFF;
  }
}
