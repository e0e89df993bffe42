package dev.penstock.samples.gateway.logs;

import dev.penstock.samples.gateway.json.JsonOut;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** How a line is written. None holds a line break within, whatever its fields hold. */
public enum LogFormat {
  /** A JSON object (RFC 8259). */
  JSON {
    @Override
    byte[] line(Consumer<LogLine> fields) {
      return JsonOut.write(
          json -> {
            json.writeStartObject();
            fields.accept(
                (name, value) -> {
                  if (value != null) {
                    json.writeName(name);
                    JsonOut.value(value, json);
                  }
                });
            json.writeEndObject();
          });
    }
  },
  /** {@code name=value}, with quotes where a value needs them. */
  TEXT {
    @Override
    byte[] line(Consumer<LogLine> fields) {
      StringBuilder line = new StringBuilder(256);
      fields.accept(
          (name, value) -> {
            if (value != null) {
              line.append(line.isEmpty() ? "" : " ").append(name).append('=');
              append(String.valueOf(value), line);
            }
          });
      return line.toString().getBytes(StandardCharsets.UTF_8);
    }
  };

  /** A line, without its end. */
  abstract byte[] line(Consumer<LogLine> fields);

  private static void append(String value, StringBuilder line) {
    if (isPlain(value)) {
      line.append(value);
      return;
    }
    line.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        line.append('\\').append(c);
      } else if (isControl(c)) {
        line.append(String.format("\\u%04x", (int) c));
      } else {
        line.append(c);
      }
    }
    line.append('"');
  }

  private static boolean isPlain(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c == '"' || c == '\\' || c == '=' || isControl(c)) {
        return false;
      }
    }
    return !value.isEmpty();
  }

  /** Also what a terminal or a viewer of logs may take for the end of a line. */
  private static boolean isControl(char c) {
    return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
  }
}
