package dev.penstock.provider.gemini;

import dev.penstock.api.chat.Message;
import dev.penstock.provider.wire.VendorFields;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Signatures of thoughts, which go back with the part they came with: by the id of the call, or
 * under {@link #TEXT}. They are kept as a field of an assistant's message: a list of objects with
 * {@code call} and {@code signature}.
 *
 * @see <a href="https://ai.google.dev/gemini-api/docs/thought-signatures">Thought signatures</a>
 */
final class Signatures {
  /** The field of an assistant's message. */
  static final String FIELD = VendorFields.THOUGHT_SIGNATURES;

  /** Stands for the id of a call where there is none. */
  static final String TEXT = "";

  private Signatures() {}

  /** Those of a message, by call. */
  static Map<String, String> of(Message.Assistant assistant) {
    Map<String, String> signatures = new LinkedHashMap<>();
    if (assistant.extra().get(FIELD) instanceof List<?> list) {
      for (Object item : list) {
        if (item instanceof Map<?, ?> map && map.get("signature") instanceof String signature) {
          signatures.put(map.get("call") instanceof String call ? call : TEXT, signature);
        }
      }
    }
    return signatures;
  }

  /** As a field of a message. */
  static List<Map<String, Object>> toField(Map<String, String> signatures) {
    List<Map<String, Object>> list = new ArrayList<>(signatures.size());
    signatures.forEach(
        (call, signature) ->
            list.add(
                call.equals(TEXT)
                    ? Map.of("signature", signature)
                    : Map.of("call", call, "signature", signature)));
    return List.copyOf(list);
  }
}
