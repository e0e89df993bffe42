package dev.penstock.core.evaluate;

import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Draws quality against the share of strong calls, and against dollars. */
final class CurvePlot {
  private static final int WIDTH = 560;
  private static final int HEIGHT = 420;
  private static final int MARGIN = 60;
  private static final int STEPS = 100;
  private static final int TICKS = 5;

  private final StringBuilder svg = new StringBuilder();
  private final double lowest;
  private final double highest;

  private CurvePlot(double lowest, double highest) {
    this.lowest = lowest;
    this.highest = highest;
  }

  /** The drawing of a comparison that knows outcomes. */
  static String of(String title, RouterComparison comparison, ClassifyReport report) {
    List<RouterComparison.Point> policy = comparison.policyCurve(STEPS);
    List<RouterComparison.Point> length = comparison.lengthCurve(STEPS);
    double low = 1;
    double high = 0;
    double dearest = 0;
    for (List<RouterComparison.Point> curve : List.of(policy, length)) {
      for (RouterComparison.Point point : curve) {
        low = Math.min(low, point.quality());
        high = Math.max(high, point.quality());
        dearest = Math.max(dearest, point.usd());
      }
    }
    CurvePlot plot = new CurvePlot(Math.max(0, low - 0.02), Math.min(1, high + 0.02));
    plot.svg.append(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">\n"
            .formatted(2 * WIDTH, HEIGHT));
    plot.svg.append("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>\n");
    plot.text(MARGIN, 24, title);
    double most = dearest;
    plot.panel(
        0,
        "share of strong calls",
        1,
        policy,
        length,
        point -> point.share(),
        report,
        "strong-share");
    plot.panel(
        WIDTH,
        "USD per 1,000 questions",
        most > 0 ? most : 1,
        policy,
        length,
        point -> point.usd(),
        report,
        "usd-per-1000");
    return plot.svg.append("</svg>\n").toString();
  }

  private void panel(
      int left,
      String name,
      double most,
      List<RouterComparison.Point> policy,
      List<RouterComparison.Point> length,
      ToDoubleFunction<RouterComparison.Point> across,
      ClassifyReport report,
      String figure) {
    svg.append(
        "<path d=\"M%d %d V%d H%d\" fill=\"none\" stroke=\"black\"/>\n"
            .formatted(left + MARGIN, MARGIN, HEIGHT - MARGIN, left + WIDTH - 20));
    for (int i = 0; i <= TICKS; i++) {
      double part = (double) i / TICKS;
      double quality = lowest + part * (highest - lowest);
      text(left + 12, y(quality) + 4, String.format(Locale.ROOT, "%.1f %%", 100 * quality));
      String label = String.format(Locale.ROOT, most == 1 ? "%.1f" : "%.3g", part * most);
      text(x(left, part) - 8, HEIGHT - MARGIN + 18, label);
    }
    text(left + WIDTH / 2.0 - 60, HEIGHT - 18, name);
    text(left + 12, MARGIN - 12, "right answers");
    line(left, most, List.of(policy.getFirst(), policy.getLast()), across, "#7f7f7f");
    line(left, most, length, across, "#2ca02c");
    line(left, most, policy, across, "#1f77b4");
    legend(left, 0, RouterComparison.POLICY, "#1f77b4");
    legend(left, 1, RouterComparison.LENGTH, "#2ca02c");
    legend(left, 2, RouterComparison.RANDOM, "#7f7f7f");
    legend(left, 3, "policy with its thresholds", "#d62728");
    List<Figure> now = report.routers().getFirst().figures();
    double at = value(now, figure) / most;
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"5\" fill=\"#d62728\"/>\n",
            x(left, at),
            y(value(now, "quality"))));
  }

  private static double value(List<Figure> figures, String name) {
    return figures.stream()
        .filter(figure -> figure.name().equals(name))
        .mapToDouble(Figure::value)
        .findFirst()
        .orElse(0);
  }

  private void line(
      int left,
      double most,
      List<RouterComparison.Point> points,
      ToDoubleFunction<RouterComparison.Point> across,
      String colour) {
    StringBuilder path = new StringBuilder();
    for (RouterComparison.Point point : points) {
      path.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              x(left, across.applyAsDouble(point) / most),
              y(point.quality())));
    }
    svg.append(
        "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\"/>\n"
            .formatted(path.toString().strip(), colour));
  }

  private void legend(int left, int row, String name, String colour) {
    double y = HEIGHT - MARGIN - 14 - 16 * row;
    svg.append(
        String.format(
            Locale.ROOT,
            "<circle cx=\"%d\" cy=\"%.1f\" r=\"4\" fill=\"%s\"/>\n",
            left + WIDTH - 190,
            y - 4,
            colour));
    text(left + WIDTH - 180, y, name);
  }

  private void text(double x, double y, String text) {
    String safe = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    svg.append(String.format(Locale.ROOT, "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n", x, y, safe));
  }

  private static double x(int left, double part) {
    return left + MARGIN + part * (WIDTH - MARGIN - 20.0);
  }

  private double y(double quality) {
    double part = (quality - lowest) / Math.max(1e-9, highest - lowest);
    return HEIGHT - MARGIN - part * (HEIGHT - 2.0 * MARGIN);
  }
}
