package dev.penstock.core.policy;

import dev.penstock.api.PolicyException;
import dev.penstock.core.word.Quoted;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Replaces {@code ${env:NAME}} and {@code ${file:path}} in a value, once and not in what they stand
 * for. A doubled dollar sign before the brace stands for a plain one.
 */
final class References {
  private static final Limits FILE = new Limits(64 << 10, 0);
  private static final Pattern REFERENCE = Pattern.compile("\\$\\$\\{|\\$\\{([^}]*)(}?)");
  private static final Pattern VARIABLE = Pattern.compile("env:([A-Za-z_][A-Za-z0-9_]*)");
  private static final Pattern NAME = Pattern.compile("[A-Z_][A-Z0-9_]{0,63}");

  private final Function<String, @Nullable String> environment;
  private final Path folder;

  References(Function<String, @Nullable String> environment, Path folder) {
    this.environment = environment;
    this.folder = folder;
  }

  /** A value without references; {@code replaced} if it had one. */
  record Resolved(String text, boolean replaced) {}

  Resolved resolve(String text) throws BadValueException {
    if (!text.contains("${")) {
      return new Resolved(text, false);
    }
    StringBuilder out = new StringBuilder();
    boolean replaced = false;
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      String reference = matcher.group(1);
      if (reference == null) {
        matcher.appendReplacement(out, Matcher.quoteReplacement("${"));
      } else {
        matcher.appendReplacement(
            out, Matcher.quoteReplacement(value(reference, !matcher.group(2).isEmpty())));
        replaced = true;
      }
    }
    return new Resolved(matcher.appendTail(out).toString(), replaced);
  }

  private String value(String reference, boolean closed) throws BadValueException {
    Matcher variable = VARIABLE.matcher(reference);
    if (closed && variable.matches()) {
      return variable(variable.group(1));
    }
    if (closed && reference.startsWith("file:")) {
      return file(reference.substring("file:".length()));
    }
    String hint = NAME.matcher(reference).matches() ? reference : "NAME";
    throw new BadValueException(
        "REFERENCE",
        "expected ${env:%s} or ${file:path}; write $${ for a plain ${".formatted(hint));
  }

  private String variable(String name) throws BadValueException {
    String value = environment.apply(name);
    if (value == null) {
      throw new BadValueException("VARIABLE_MISSING", "the variable " + name + " is not set");
    }
    if (value.isBlank()) {
      throw new BadValueException("VARIABLE_EMPTY", "the variable " + name + " is empty");
    }
    return value;
  }

  private String file(String name) throws BadValueException {
    try {
      Path file = folder.resolve(name);
      if (Files.notExists(file)) {
        throw new BadValueException("FILE_MISSING", "there is no file " + Quoted.of(name));
      }
      byte[] bytes = SourceText.bytes(file, FILE, new Problems(name));
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      if (text.isEmpty()) {
        throw new BadValueException("FILE_EMPTY", "the file " + Quoted.of(name) + " is empty");
      }
      return text;
    } catch (InvalidPathException e) {
      throw new BadValueException("PATH", "expected a path after file:");
    } catch (PolicyException e) {
      throw new BadValueException(
          e.problems().getFirst().code(),
          "the file " + Quoted.of(name) + ": " + e.problems().getFirst().message());
    }
  }
}
