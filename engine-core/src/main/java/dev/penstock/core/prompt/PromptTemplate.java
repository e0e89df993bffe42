package dev.penstock.core.prompt;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.MustacheException;
import com.samskivert.mustache.Template;
import dev.penstock.api.chat.Metadata;
import dev.penstock.api.explain.Classified;
import dev.penstock.api.policy.RouteSpec;
import dev.penstock.core.policy.NamedText;

/** A template in Mustache that knows the {@link PromptValues} of a request and nothing else. */
public final class PromptTemplate {
  private static final int VERSION_DIGITS = 12;

  private final String file;
  private final String version;
  private final Template template;

  private PromptTemplate(String file, String version, Template template) {
    this.file = file;
    this.version = version;
    this.template = template;
  }

  /**
   * Compiles a template.
   *
   * @param file as the policy names it
   * @throws IllegalArgumentException if it cannot be used
   */
  static PromptTemplate of(String file, NamedText text) {
    try {
      Template template =
          Mustache.compiler()
              .escapeHTML(false)
              .strictSections(true)
              .emptyStringIsFalse(true)
              .withLoader(
                  name -> {
                    throw new IllegalArgumentException("a prompt includes no other file");
                  })
              .compile(text.text());
      template.visit(new KnownNames(text.text()));
      if (text.text().isBlank()) {
        throw new IllegalArgumentException("found nothing, expected instructions");
      }
      return new PromptTemplate(file, text.sha256().substring(0, VERSION_DIGITS), template);
    } catch (MustacheException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The instructions for a request; empty if the template's conditions leave nothing. */
  public String text(Metadata metadata, RouteSpec route, Classified classified) {
    return template.execute(PromptValues.of(metadata, classified, route.name())).strip();
  }

  /** Its file, as the policy names it. */
  public String file() {
    return file;
  }

  /** What tells it from what the file said before. */
  public String version() {
    return version;
  }
}
