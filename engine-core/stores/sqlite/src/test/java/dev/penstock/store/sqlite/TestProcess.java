package dev.penstock.store.sqlite;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The command for another process of this program. */
final class TestProcess {
  private TestProcess() {}

  static List<String> command(List<String> options, Class<?> program, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path").replace("\n", File.pathSeparator));
    command.add(program.getName());
    command.addAll(List.of(arguments));
    return command;
  }
}
