package dev.penstock.provider.wire;

import dev.penstock.spi.FailureKind;
import dev.penstock.spi.ProviderException;
import dev.penstock.spi.ProviderFailure.Phase;
import dev.penstock.spi.ProviderReply;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Reads a whole answer as it arrives, without a tree. */
public final class ReplyReader {
  private ReplyReader() {}

  /**
   * Reads the body into the answer.
   *
   * @throws ProviderException if the body breaks off, is no answer, or tells an error
   */
  public static ProviderReply read(
      UpstreamResponse response, WholeAnswer answer, ErrorReplies errors, CallLabel label)
      throws ProviderException {
    InputStream body = response.answer();
    if (response.mediaType().equals("text/html")) {
      throw label.failure(FailureKind.MALFORMED, Phase.NOT_RUN, "the answer is a web page");
    }
    try (JsonParser json = Json.parser(body)) {
      if (json.nextToken() != JsonToken.START_OBJECT) {
        throw label.failure(
            FailureKind.MALFORMED, Phase.MAY_HAVE_RUN, "the answer is not a JSON object");
      }
      answer.read(json);
      if (json.nextToken() != null) {
        throw label.failure(
            FailureKind.MALFORMED, Phase.MAY_HAVE_RUN, "there is more after the answer");
      }
    } catch (JacksonException e) {
      throw response.failure(e, answer.begun());
    }
    ErrorBody error = answer.error();
    if (error != null) {
      throw errors.inside(error, response, false, label);
    }
    if (!answer.begun()) {
      throw label.failure(FailureKind.MALFORMED, Phase.MAY_HAVE_RUN, "there is no answer in it");
    }
    return answer.toReply();
  }
}
