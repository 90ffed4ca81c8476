package io.millrace.extract.images;

import io.millrace.extract.tree.MarkupText;

/** Selects an image of a srcset (HTML, section 4.8.4.2.1). */
public final class SourceSet {

  private static final int MAX_LENGTH = 20_000;

  private SourceSet() {}

  /** The URL with the largest width or density, the first of equals, or "". Ignores data URLs. */
  public static String largest(String srcset) {
    String text = MarkupText.head(srcset, MAX_LENGTH);
    String best = "";
    double bestSize = -1;
    int at = 0;
    while (at < text.length()) {
      int start = skip(text, at, true);
      int end = skip(text, start, false);
      String url = text.substring(start, end);
      String descriptors = "";
      if (url.endsWith(",")) {
        at = end;
        while (url.endsWith(",")) {
          url = url.substring(0, url.length() - 1);
        }
      } else {
        at = endOfDescriptors(text, end);
        descriptors = text.substring(end, at);
      }
      double size = size(descriptors);
      if (!url.isEmpty() && size > bestSize && !url.regionMatches(true, 0, "data:", 0, 5)) {
        best = url;
        bestSize = size;
      }
    }
    return best;
  }

  /** Position after separators, or after characters that are not white space. */
  private static int skip(String text, int from, boolean separators) {
    int at = from;
    while (at < text.length()) {
      char c = text.charAt(at);
      boolean matches = separators ? c <= ' ' || c == ',' : c > ' ';
      if (!matches) {
        return at;
      }
      at++;
    }
    return at;
  }

  private static int endOfDescriptors(String text, int from) {
    boolean inside = false;
    for (int i = from; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '(') {
        inside = true;
      } else if (c == ')') {
        inside = false;
      } else if (c == ',' && !inside) {
        return i;
      }
    }
    return text.length();
  }

  /** Number before the w or x; 1 without descriptor. */
  private static double size(String descriptors) {
    for (String descriptor : descriptors.strip().split("\\s+")) {
      int end = descriptor.length() - 1;
      boolean sized = end > 0 && end < 10 && "wx".indexOf(descriptor.charAt(end)) >= 0;
      if (sized && descriptor.substring(0, end).matches("[0-9]+(\\.[0-9]+)?")) {
        return Double.parseDouble(descriptor.substring(0, end));
      }
    }
    return 1;
  }
}
