package dev.penstock.core.evaluate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws hits against the false share, a colour per method. */
public final class SvgPlot {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 480;
  private static final int MARGIN = 60;
  private static final double MOST_FALSE = 0.20;
  private static final List<String> COLOURS =
      List.of("#1f77b4", "#d62728", "#2ca02c", "#9467bd", "#8c564b", "#e377c2", "#7f7f7f");

  private SvgPlot() {}

  /** The drawing; methods with a promise are joined by a line, the others are single points. */
  public static String of(String title, List<MethodResult> results) {
    StringBuilder svg = new StringBuilder();
    svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
            .formatted(WIDTH, HEIGHT));
    svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    text(svg, MARGIN, 24, title);
    axes(svg);
    Map<String, StringBuilder> lines = new LinkedHashMap<>();
    Map<String, String> colours = new LinkedHashMap<>();
    for (MethodResult result : results) {
      String colour =
          colours.computeIfAbsent(
              result.method(), m -> COLOURS.get(colours.size() % COLOURS.size()));
      if (result.hits() == 0) {
        continue;
      }
      double x = x(Math.min(MOST_FALSE, result.falseShare()));
      double y = y(result.hitRate());
      svg.append(
          String.format(
              Locale.ROOT,
              "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n",
              x,
              y,
              colour));
      if (result.promise() > 0) {
        lines
            .computeIfAbsent(result.method(), m -> new StringBuilder())
            .append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y));
      }
    }
    lines.forEach(
        (method, points) ->
            svg.append(
                "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>\n"
                    .formatted(points.toString().strip(), colours.get(method))));
    int row = 0;
    for (Map.Entry<String, String> entry : colours.entrySet()) {
      int at = MARGIN + 10 + 16 * row++;
      svg.append(
          "<circle cx=\"%d\" cy=\"%d\" r=\"4\" fill=\"%s\"/>\n"
              .formatted(MARGIN + 14, at - 4, entry.getValue()));
      text(svg, MARGIN + 24, at, entry.getKey());
    }
    return svg.append("</svg>\n").toString();
  }

  private static void axes(StringBuilder svg) {
    svg.append(
        "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"black\"/>\n"
            .formatted(MARGIN, MARGIN, HEIGHT - MARGIN, WIDTH - MARGIN));
    for (int percent = 0; percent <= 100; percent += 20) {
      text(svg, 20, (int) y(percent / 100.0) + 4, percent + " %");
    }
    for (int percent = 0; percent <= 20; percent += 5) {
      text(svg, (int) x(percent / 100.0) - 8, HEIGHT - MARGIN + 18, percent + " %");
    }
    text(svg, WIDTH / 2 - 60, HEIGHT - 18, "false share of hits");
    text(svg, 8, MARGIN - 12, "hits of questions asked");
  }

  private static void text(StringBuilder svg, int x, int y, String text) {
    String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    svg.append("<text x=\"%d\" y=\"%d\">%s</text>\n".formatted(x, y, safe));
  }

  private static double x(double share) {
    return MARGIN + share / MOST_FALSE * (WIDTH - 2.0 * MARGIN);
  }

  private static double y(double rate) {
    return HEIGHT - MARGIN - rate * (HEIGHT - 2.0 * MARGIN);
  }
}
