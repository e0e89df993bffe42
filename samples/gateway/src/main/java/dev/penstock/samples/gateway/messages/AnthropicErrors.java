package dev.penstock.samples.gateway.messages;

import dev.penstock.samples.gateway.json.JsonOut;
import dev.penstock.samples.gateway.server.ErrorShape;
import dev.penstock.samples.gateway.server.HttpError;

/**
 * Errors as Anthropic writes them: {@code {"type": "error", "error": {type, message, details},
 * "request_id"}}. The gateway's own word for the error is in the details.
 */
public final class AnthropicErrors implements ErrorShape {
  @Override
  public byte[] write(HttpError error, String requestId) {
    return JsonOut.write(
        json -> {
          json.writeStartObject();
          json.writeStringProperty("type", "error");
          json.writeObjectPropertyStart("error");
          json.writeStringProperty("type", type(error));
          json.writeStringProperty("message", error.message());
          json.writeObjectPropertyStart("details");
          json.writeStringProperty("error_code", error.code());
          json.writeEndObject();
          json.writeEndObject();
          json.writeStringProperty("request_id", requestId);
          json.writeEndObject();
        });
  }

  @Override
  public String idHeader() {
    return "request-id";
  }

  private static String type(HttpError error) {
    return switch (error.status()) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 408, 504 -> "timeout_error";
      case 409 -> "conflict_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503 -> "overloaded_error";
      default -> error.status() < 500 ? "invalid_request_error" : "api_error";
    };
  }
}
