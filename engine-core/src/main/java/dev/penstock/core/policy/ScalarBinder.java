package dev.penstock.core.policy;

import dev.penstock.core.word.Quoted;
import dev.penstock.spi.Secret;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Binds single values, and replaces the references in them. */
final class ScalarBinder {
  private static final Pattern INTEGER = Pattern.compile("-?(?:0|[1-9][0-9]{0,17})");
  private static final Pattern DECIMAL = Pattern.compile("-?(?:0|[1-9][0-9]{0,18})\\.[0-9]{1,19}");

  /** The code of a missing or empty reference, for a secret. */
  private static final Map<String, String> SECRET_CODES =
      Map.of(
          "VARIABLE_MISSING", "SECRET_MISSING",
          "FILE_MISSING", "SECRET_MISSING",
          "VARIABLE_EMPTY", "SECRET_EMPTY",
          "FILE_EMPTY", "SECRET_EMPTY");

  private final Problems problems;
  private final References references;

  ScalarBinder(Problems problems, References references) {
    this.problems = problems;
    this.references = references;
  }

  @Nullable Object value(YamlNode node, ScalarType type, Site site) {
    if (!(node instanceof YamlNode.Scalar scalar)) {
      problems.add(
          node.place(), site.path(), "TYPE", "found " + node.kind() + ", expected a single value");
      return null;
    }
    try {
      References.Resolved resolved = resolve(scalar, site);
      if (type.unquoted() && !scalar.plain() && !resolved.replaced()) {
        throw new BadValueException("TYPE", "expected it without quotes");
      }
      return type.reader().read(resolved.text());
    } catch (BadValueException e) {
      report(scalar, site, e.code(), e.expected());
      return null;
    }
  }

  @Nullable Object secret(YamlNode node, Site site) {
    Site hidden = new Site(site.path(), true);
    if (!(node instanceof YamlNode.Scalar scalar)) {
      problems.add(node.place(), site.path(), "TYPE", "expected a secret such as ${env:NAME}");
      return null;
    }
    try {
      References.Resolved resolved = references.resolve(scalar.text());
      String text = resolved.text().strip();
      problems.mask(text);
      if (text.isEmpty()) {
        throw new BadValueException("SECRET_EMPTY", "expected a secret that is not empty");
      }
      if (text.chars().anyMatch(Character::isISOControl)) {
        throw new BadValueException(
            "SECRET_FORMAT", "expected a secret of one line without control characters");
      }
      return resolved.replaced() ? Secret.of(text) : Secret.literal(text);
    } catch (BadValueException e) {
      report(scalar, hidden, SECRET_CODES.getOrDefault(e.code(), e.code()), e.expected());
      return null;
    }
  }

  /** A JSON value: a number, true, false, or text. */
  @Nullable Object free(YamlNode.Scalar scalar, Site site) {
    try {
      String text = resolve(scalar, site).text();
      if (!scalar.plain()) {
        return text;
      }
      if (text.equals("true") || text.equals("false")) {
        return text.equals("true");
      }
      if (INTEGER.matcher(text).matches()) {
        return Long.valueOf(text);
      }
      return DECIMAL.matcher(text).matches() ? NumberText.decimal(text) : text;
    } catch (BadValueException e) {
      report(scalar, site, e.code(), e.expected());
      return null;
    }
  }

  private References.Resolved resolve(YamlNode.Scalar scalar, Site site) throws BadValueException {
    References.Resolved resolved = references.resolve(scalar.text());
    if (resolved.replaced() || site.sensitive()) {
      problems.mask(resolved.text());
    }
    if (resolved.text().chars().anyMatch(ScalarBinder::isForbidden)) {
      throw new BadValueException("CONTROL_CHARACTER", "expected no control characters");
    }
    return resolved;
  }

  private static boolean isForbidden(int c) {
    return Character.isISOControl(c) && c != '\n' && c != '\t';
  }

  private void report(YamlNode.Scalar scalar, Site site, String code, String expected) {
    String found = site.sensitive() ? "" : "found " + Quoted.of(scalar.text()) + ", ";
    problems.add(scalar.place(), site.path(), code, found + expected);
  }
}
