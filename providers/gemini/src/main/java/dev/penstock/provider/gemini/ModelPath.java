package dev.penstock.provider.gemini;

import dev.penstock.provider.wire.CallLabel;
import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import java.util.regex.Pattern;

/** A model's place in the address: {@code models/gemini-2.5-flash}. */
final class ModelPath {
  private static final Pattern ID =
      Pattern.compile("(?:(?:models|tunedModels)/)?[A-Za-z0-9][A-Za-z0-9._@-]{0,199}");

  private ModelPath() {}

  /** The place of the model that the label names; an id with a slash is a place itself. */
  static String of(CallLabel label) throws ProviderException {
    String id = label.model();
    if (!ID.matcher(id).matches()) {
      throw label.failure(
          FailureKind.BAD_REQUEST,
          Phase.NOT_RUN,
          "the id of a Gemini model has only letters, digits and . _ @ -");
    }
    return id.indexOf('/') < 0 ? "models/" + id : id;
  }
}
