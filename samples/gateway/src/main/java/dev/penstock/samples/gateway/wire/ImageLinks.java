package dev.penstock.samples.gateway.wire;

import dev.penstock.api.chat.Part;
import dev.penstock.samples.gateway.json.JsonIn;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Links to images. The gateway fetches none; a provider does. So a link must lead to a public host
 * by its name: an address, in any spelling, is refused, since names are checked by nobody else.
 */
public final class ImageLinks {
  private static final int LONGEST_LINK = 8192;
  private static final String DATA = "data:";
  private static final Pattern EMBEDDED = Pattern.compile("data:(image/[a-z0-9.+-]{1,64});base64,");
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?");
  private static final List<String> PRIVATE =
      List.of(".localhost", ".local", ".internal", ".intranet", ".lan", ".home", ".corp", ".arpa");

  private ImageLinks() {}

  /** The image that a link leads to, or that stands in it. */
  public static Part part(String link, @Nullable String detail, JsonIn in) {
    if (link.regionMatches(true, 0, DATA, 0, DATA.length())) {
      return embedded(link, in);
    }
    if (link.length() > LONGEST_LINK) {
      throw refused(in);
    }
    try {
      URI uri = new URI(link);
      String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
      boolean allowed =
          "https".equalsIgnoreCase(uri.getScheme())
              && uri.getRawUserInfo() == null
              && (uri.getPort() == -1 || uri.getPort() == 443)
              && HOST.matcher(host).matches()
              && PRIVATE.stream().noneMatch(host::endsWith);
      if (!allowed) {
        throw refused(in);
      }
      return new Part.ImageUrl(new URI("https" + link.substring("https".length())), detail);
    } catch (URISyntaxException e) {
      throw refused(in);
    }
  }

  private static Part embedded(String link, JsonIn in) {
    int comma = link.indexOf(',');
    var head = EMBEDDED.matcher(link.substring(0, comma + 1).toLowerCase(Locale.ROOT));
    if (!head.matches() || !isBase64(link, comma + 1)) {
      throw in.wrong("invalid_image", "must be data:image/TYPE;base64, and Base64");
    }
    return new Part.ImageData(head.group(1), link.substring(comma + 1));
  }

  /** Whether a text is Base64 from there on. */
  public static boolean isBase64(String text, int from) {
    int end = text.length();
    while (end > from && end > text.length() - 2 && text.charAt(end - 1) == '=') {
      end--;
    }
    for (int i = from; i < end; i++) {
      char c = text.charAt(i);
      boolean digit =
          (c >= 'A' && c <= 'Z')
              || (c >= 'a' && c <= 'z')
              || (c >= '0' && c <= '9')
              || c == '+'
              || c == '/';
      if (!digit) {
        return false;
      }
    }
    return end > from;
  }

  private static RuntimeException refused(JsonIn in) {
    return in.wrong(
        "url_not_allowed", "must be an https link to a public host by its name, or a data: link");
  }
}
