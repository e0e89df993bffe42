package dev.penstock.samples.gateway.openai;

import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.server.ErrorShape;
import dev.penstock.samples.gateway.server.HttpError;
import tools.jackson.core.JsonGenerator;

/** Errors as OpenAI writes them: {@code {"error": {message, type, param, code}}}. */
public final class OpenAiErrors implements ErrorShape {
  @Override
  public byte[] write(HttpError error, String requestId) {
    return JsonOut.write(
        json -> {
          json.writeStartObject();
          json.writeObjectPropertyStart("error");
          fields(error, json);
          json.writeEndObject();
          json.writeEndObject();
        });
  }

  @Override
  public String idHeader() {
    return "x-request-id";
  }

  private static void fields(HttpError error, JsonGenerator json) {
    json.writeStringProperty("message", error.message());
    json.writeStringProperty("type", type(error));
    if (error.field() == null) {
      json.writeNullProperty("param");
    } else {
      json.writeStringProperty("param", error.field());
    }
    json.writeStringProperty("code", error.code());
  }

  private static String type(HttpError error) {
    return switch (error.status()) {
      case 401 -> "authentication_error";
      case 402 -> "insufficient_quota";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 429 -> "rate_limit_error";
      default -> error.status() < 500 ? "invalid_request_error" : "server_error";
    };
  }
}
