package dev.penstock.api.chat;

import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A piece of a user's message. */
public sealed interface Part {
  /**
   * Text.
   *
   * @param text the text
   */
  record Text(String text) implements Part {
    /** Checks and copies the components. */
    public Text {
      Objects.requireNonNull(text, "text");
    }
  }

  /**
   * An image that the provider fetches by itself.
   *
   * @param url where it is, http or https
   * @param detail the resolution asked for ({@code low}, {@code high}, {@code auto}), if any
   */
  record ImageUrl(URI url, @Nullable String detail) implements Part {
    /** Checks and copies the components. */
    public ImageUrl {
      Objects.requireNonNull(url, "url");
      String scheme = url.getScheme();
      if (scheme == null || !(scheme.equals("https") || scheme.equals("http"))) {
        throw new IllegalArgumentException("an image URL must start with http:// or https://");
      }
    }
  }

  /**
   * An image sent along.
   *
   * @param mediaType its type, such as {@code image/png}
   * @param base64 its bytes in standard Base64
   */
  record ImageData(String mediaType, String base64) implements Part {
    /** Checks and copies the components. */
    public ImageData {
      if (!mediaType.startsWith("image/")) {
        throw new IllegalArgumentException("an image's media type must start with image/");
      }
      Objects.requireNonNull(base64, "base64");
    }
  }
}
