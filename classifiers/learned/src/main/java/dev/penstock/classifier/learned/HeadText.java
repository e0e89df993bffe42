package dev.penstock.classifier.learned;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Iterator;
import java.util.List;

/** Writes a head as JSON, which is YAML too, always in the same order and to nine decimals. */
final class HeadText {
  private static final int DECIMALS = 9;
  private static final int PER_LINE = 8;

  private HeadText() {}

  static String of(HeadFile head) {
    StringBuilder out = new StringBuilder("{\n");
    out.append("  \"version\": ").append(head.version()).append(",\n");
    out.append("  \"lessons\": ").append(head.lessons()).append(",\n");
    out.append("  \"held-out-error\": ").append(number(head.heldOutError())).append(",\n");
    out.append("  \"plain-error\": ").append(number(head.plainError())).append(",\n");
    out.append("  \"intercept\": ").append(number(head.intercept())).append(",\n");
    out.append("  \"measures\": [");
    String comma = "";
    for (HeadFile.Weighed measure : head.measures()) {
      out.append(comma)
          .append("\n    {\"name\": \"")
          .append(measure.name())
          .append("\", \"mean\": ")
          .append(number(measure.mean()))
          .append(", \"scale\": ")
          .append(number(measure.scale()))
          .append(", \"weight\": ")
          .append(number(measure.weight()))
          .append('}');
      comma = ",";
    }
    out.append("\n  ]");
    HeadFile.VectorWeights vector = head.vector();
    if (vector != null) {
      out.append(",\n  \"vector\": {\n    \"model\": ").append(quoted(vector.model()));
      out.append(",\n    \"weights\": [");
      numbers(vector.weights(), out);
      out.append("\n    ]\n  }");
    }
    return out.append("\n}\n").toString();
  }

  private static void numbers(List<Double> numbers, StringBuilder out) {
    Iterator<Double> each = numbers.iterator();
    for (int i = 0; each.hasNext(); i++) {
      out.append(i % PER_LINE == 0 ? "\n      " : " ").append(number(each.next()));
      out.append(each.hasNext() ? "," : "");
    }
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value)
        .setScale(DECIMALS, RoundingMode.HALF_EVEN)
        .stripTrailingZeros()
        .toPlainString();
  }

  private static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c < ' ') {
        out.append("\\u%04x".formatted((int) c));
      } else {
        out.append(c);
      }
    }
    return out.append('"').toString();
  }
}
