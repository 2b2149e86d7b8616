package io.ferryftp.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A chart with both axes logarithmic, drawn as SVG that reads in light and in dark: on it a power
/// law is a straight line, and its exponent is the slope.
///
/// @param title what it shows, in one line
/// @param x what the horizontal axis counts, with its unit
/// @param y what the vertical axis measures, with its unit
record LogChart(String title, String x, String y, List<Series> series) {
  private static final int WIDTH = 720;
  private static final int HEIGHT = 440;
  private static final int LEFT = 84;
  private static final int RIGHT = 150;
  private static final int TOP = 48;
  private static final int BOTTOM = 56;
  private static final int TEXT = 13;

  private static final String STYLE =
      """
      svg { background: #fff; font: 13px system-ui, sans-serif; }
      text { fill: #222; } .title { font-size: 16px; font-weight: 600; }
      .grid { stroke: #ddd; } .line { fill: none; stroke-width: 2.5; }
      .s0 { stroke: #0b62a8; } .s1 { stroke: #b4451f; } .s2 { stroke: #2b7a3d; }
      .f0 { fill: #0b62a8; } .f1 { fill: #b4451f; } .f2 { fill: #2b7a3d; }
      @media (prefers-color-scheme: dark) {
        svg { background: #16181d; } text { fill: #e6e6e6; } .grid { stroke: #3a3d45; }
        .s0 { stroke: #6cb8f5; } .s1 { stroke: #f2946d; } .s2 { stroke: #7fd193; }
        .f0 { fill: #6cb8f5; } .f1 { fill: #f2946d; } .f2 { fill: #7fd193; }
      }
      """;

  LogChart {
    series = List.copyOf(series);
  }

  /// One line of it, at most three.
  record Series(String name, List<Point> points) {
    Series {
      points = List.copyOf(points);
    }
  }

  /// Where a line passes; both above 0.
  record Point(double x, double y) {}

  /// A range of whole powers of ten.
  private record Decades(int low, int high) {
    static Decades of(List<Double> values) {
      double least = values.stream().mapToDouble(v -> v).min().orElse(1);
      double most = values.stream().mapToDouble(v -> v).max().orElse(1);
      int low = (int) Math.floor(Math.log10(least));
      return new Decades(low, Math.max(low + 1, (int) Math.ceil(Math.log10(most))));
    }

    double share(double value) {
      return (Math.log10(value) - low) / (high - low);
    }
  }

  /// Writes it into a file.
  void write(Path file) throws IOException {
    Files.writeString(file, svg());
  }

  private String svg() {
    Decades across = decades(Point::x);
    Decades up = decades(Point::y);
    var out = new ArrayList<String>();
    out.add(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\""
                .formatted(WIDTH, HEIGHT)
            + " aria-labelledby=\"title desc\">");
    out.add("<title id=\"title\">" + escaped(title) + "</title>");
    out.add("<desc id=\"desc\">" + escaped(description()) + "</desc>");
    out.add("<style>\n" + STYLE + "</style>");
    out.add(text(LEFT, 26, "start", "title", title));
    grid(out, across, up);
    for (int i = 0; i < series.size(); i++) {
      line(out, series.get(i), i, across, up);
    }
    out.add("</svg>");
    return String.join("\n", out) + "\n";
  }

  private Decades decades(java.util.function.ToDoubleFunction<Point> axis) {
    return Decades.of(
        series.stream().flatMap(s -> s.points().stream()).map(axis::applyAsDouble).toList());
  }

  /// All that the picture says, for those who do not see it.
  private String description() {
    var words = new StringBuilder("Logarithmic axes. Across: " + x + ". Up: " + y + ".");
    for (Series some : series) {
      words.append(' ').append(some.name()).append(':');
      for (Point point : some.points()) {
        words.append(' ').append(number(point.y())).append(" at ").append(number(point.x()));
        words.append(';');
      }
    }
    return words.toString();
  }

  private void grid(List<String> out, Decades across, Decades up) {
    int bottom = HEIGHT - BOTTOM;
    int right = WIDTH - RIGHT;
    for (int decade = across.low(); decade <= across.high(); decade++) {
      double at = left(Math.pow(10, decade), across);
      out.add(rule(at, TOP, at, bottom));
      out.add(text(at, bottom + 20, "middle", "tick", number(Math.pow(10, decade))));
    }
    for (int decade = up.low(); decade <= up.high(); decade++) {
      double at = top(Math.pow(10, decade), up);
      out.add(rule(LEFT, at, right, at));
      out.add(text(LEFT - 8, at + 4, "end", "tick", number(Math.pow(10, decade))));
    }
    out.add(text((LEFT + right) / 2.0, HEIGHT - 14, "middle", "axis", x));
    out.add(text(LEFT, TOP - 8, "end", "axis", y));
  }

  private void line(List<String> out, Series some, int index, Decades across, Decades up) {
    var path = new StringBuilder();
    for (Point point : some.points()) {
      double x = left(point.x(), across);
      double y = top(point.y(), up);
      path.append(path.isEmpty() ? 'M' : 'L').append(place(x, y));
      out.add(
          String.format(
              Locale.ROOT, "<circle class=\"f%d\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", index, x, y));
    }
    out.add("<path class=\"line s%d\" d=\"%s\"/>".formatted(index, path));
    double beside = TOP + 20.0 * index + TEXT;
    int from = WIDTH - RIGHT + 16;
    out.add(
        "<path class=\"line s%d\" d=\"M%s L%s\"/>"
            .formatted(index, place(from, beside - 4), place(from + 22, beside - 4)));
    out.add(text(from + 28, beside, "start", "name", some.name()));
  }

  private static double left(double value, Decades across) {
    return LEFT + across.share(value) * (WIDTH - RIGHT - LEFT);
  }

  private static double top(double value, Decades up) {
    return HEIGHT - BOTTOM - up.share(value) * (HEIGHT - BOTTOM - TOP);
  }

  private static String rule(double x1, double y1, double x2, double y2) {
    return "<path class=\"grid\" d=\"M%s L%s\"/>".formatted(place(x1, y1), place(x2, y2));
  }

  private static String place(double x, double y) {
    return String.format(Locale.ROOT, "%.1f %.1f", x, y);
  }

  private static String text(double x, double y, String anchor, String kind, String words) {
    return String.format(
        Locale.ROOT,
        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>",
        kind,
        x,
        y,
        anchor,
        escaped(words));
  }

  private static String number(double value) {
    return value < 10 && value != Math.rint(value)
        ? String.format(Locale.ROOT, value < 0.1 ? "%.2g" : "%.2f", value)
        : String.format(Locale.ROOT, "%,.0f", value);
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
