package io.millrace.bench.compare;

import java.util.List;
import java.util.Locale;

/**
 * Draws an SVG with a bar for each row: the distance of its ratio from the target, on a logarithmic
 * scale. The line in the middle is the target; right of it is better. The thin line is the spread.
 */
final class Chart {

  private static final int WIDTH = 820;
  private static final int ROW = 22;
  private static final int LABELS = 210;
  private static final int TOP = 34;

  /** Factors at the ends of the scale. */
  private static final double MOST = 8;

  private Chart() {}

  static String of(List<Result> results) {
    int height = TOP + ROW * results.size() + 10;
    StringBuilder svg = new StringBuilder();
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"sans-serif\" font-size=\"12\">\n"
                + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>\n",
            WIDTH,
            height));
    for (double factor = 1 / MOST; factor <= MOST; factor *= 2) {
      double x = place(factor);
      String label =
          factor == 1
              ? "target"
              : factor < 1
                  ? String.format(Locale.ROOT, "1/%.0f", 1 / factor)
                  : String.format(Locale.ROOT, "%.0f x", factor);
      svg.append(line(x, TOP - 8, x, height - 6, factor == 1 ? "#000" : "#ddd", 1));
      svg.append(text(x, TOP - 14, "middle", label));
    }
    for (int i = 0; i < results.size(); i++) {
      svg.append(bar(results.get(i), TOP + ROW * i));
    }
    return svg.append("</svg>\n").toString();
  }

  private static String bar(Result result, int y) {
    Statistics ratio = result.ratio();
    double median = place(beyond(result.target(), ratio.median()));
    double from = Math.min(median, place(1));
    String bar =
        String.format(
            Locale.ROOT,
            "<rect x=\"%.1f\" y=\"%d\" width=\"%.1f\" height=\"%d\" fill=\"%s\"/>\n",
            from,
            y,
            Math.abs(median - place(1)),
            ROW - 8,
            result.isMet() ? "#4a8f5a" : "#c2603f");
    double middle = y + (ROW - 8) / 2.0;
    return text(LABELS - 8, y + 11, "end", result.target().row())
        + bar
        + line(
            place(beyond(result.target(), ratio.least())),
            middle,
            place(beyond(result.target(), ratio.most())),
            middle,
            "#222",
            2)
        + text(
            WIDTH - 6,
            y + 11,
            "end",
            String.format(Locale.ROOT, "%.2f (%s)", ratio.median(), result.target().bound()));
  }

  /** By which factor the ratio is better than the target. */
  static double beyond(Target target, double ratio) {
    return target.direction() == Target.Direction.AT_LEAST
        ? ratio / target.value()
        : target.value() / ratio;
  }

  private static double place(double factor) {
    double share = (Math.log(factor) / Math.log(MOST) + 1) / 2;
    double right = WIDTH - 130.0;
    return LABELS + Math.max(0, Math.min(1, share)) * (right - LABELS);
  }

  private static String text(double x, double y, String anchor, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    return String.format(
        Locale.ROOT,
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
        x,
        y,
        anchor,
        escaped);
  }

  private static String line(double x1, double y1, double x2, double y2, String colour, int width) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%d\"/>\n",
        x1,
        y1,
        x2,
        y2,
        colour,
        width);
  }
}
