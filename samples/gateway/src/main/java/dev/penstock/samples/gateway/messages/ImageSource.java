package dev.penstock.samples.gateway.messages;

import dev.penstock.api.chat.Part;
import dev.penstock.samples.gateway.json.JsonIn;
import dev.penstock.samples.gateway.server.HttpError;
import dev.penstock.samples.gateway.wire.ImageLinks;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads where an image comes from. */
final class ImageSource {
  private static final Set<String> TYPES =
      Set.of("image/jpeg", "image/png", "image/gif", "image/webp");

  private ImageSource() {}

  static Part read(JsonIn in) {
    String at = in.path();
    Map<String, String> texts = new HashMap<>();
    Map<String, Part> links = new HashMap<>();
    in.fields(
        (name, field) -> {
          switch (name) {
            case "type", "media_type", "data" -> texts.put(name, in.text());
            case "url" -> links.put(name, ImageLinks.part(in.text(), null, in));
            default -> throw in.unknown();
          }
        });
    @Nullable Part link = links.get("url");
    return switch (texts.get("type")) {
      case "base64" -> data(at, texts, link);
      case "url" -> {
        if (link == null || texts.size() > 1) {
          throw HttpError.field("invalid_image", at, at + " needs url, and nothing but it");
        }
        yield link;
      }
      case null, default ->
          throw HttpError.field("invalid_image", at, at + ".type must be base64 or url");
    };
  }

  private static Part data(String at, Map<String, String> texts, @Nullable Part link) {
    String type = texts.getOrDefault("media_type", "");
    String data = texts.getOrDefault("data", "");
    if (link != null || !TYPES.contains(type) || !ImageLinks.isBase64(data, 0)) {
      throw HttpError.field(
          "invalid_image",
          at,
          at + " needs media_type, which is image/jpeg, png, gif or webp, and data in Base64");
    }
    return new Part.ImageData(type, data);
  }
}
