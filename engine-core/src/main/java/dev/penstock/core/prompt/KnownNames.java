package dev.penstock.core.prompt;

import com.samskivert.mustache.Mustache;
import dev.penstock.core.word.Quoted;
import dev.penstock.core.word.Spelling;

/** Refuses a template that names what no request has. */
final class KnownNames implements Mustache.Visitor {
  private final String text;

  KnownNames(String text) {
    this.text = text;
  }

  @Override
  public void visitText(String piece) {}

  @Override
  public void visitVariable(String name) {
    check(name);
  }

  @Override
  public boolean visitInclude(String name) {
    throw new IllegalArgumentException(
        "line " + line(name) + " includes " + Quoted.of(name) + ", but a prompt is one file");
  }

  @Override
  public boolean visitSection(String name) {
    check(name);
    return true;
  }

  @Override
  public boolean visitInvertedSection(String name) {
    check(name);
    return true;
  }

  private void check(String name) {
    if (!PromptValues.NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "line "
              + line(name)
              + " names "
              + Quoted.of(name)
              + Spelling.hint(name, PromptValues.NAMES)
              + "; a prompt knows "
              + String.join(", ", PromptValues.NAMES));
    }
  }

  private long line(String name) {
    int at = Math.max(0, text.indexOf(name, Math.max(0, text.indexOf("{{"))));
    return text.substring(0, at).lines().count() + (at == 0 || text.charAt(at - 1) == '\n' ? 1 : 0);
  }
}
