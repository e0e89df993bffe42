package dev.penstock.samples.gateway.command;

import java.util.LinkedHashMap;
import java.util.Map;

/** What the program's end tells. */
final class ExitCode {
  static final int DONE = 0;
  static final int SHORT = 1;
  static final int USELESS = 2;
  static final int BROKEN = 70;

  private ExitCode() {}

  /** For {@code --help}. */
  static Map<String, String> all() {
    Map<String, String> codes = new LinkedHashMap<>();
    codes.put(" 0", "done");
    codes.put(" 1", "not answered, refused, or short of what was asked");
    codes.put(" 2", "an option, a policy or a file is of no use; nothing was asked of a model");
    codes.put(" 3", "no JDK or no Maven was found to start with");
    codes.put("70", "a mistake of this program");
    return codes;
  }
}
