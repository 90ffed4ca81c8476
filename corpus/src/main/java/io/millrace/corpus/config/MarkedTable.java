package io.millrace.corpus.config;

/** Replaces a generated table in a page of the documentation, between two marker comments. */
public final class MarkedTable {

  private MarkedTable() {}

  /**
   * The page with the new table; unchanged when it has no marker.
   *
   * @param name NAME of {@code <!-- NAME -->} and {@code <!-- /NAME -->}
   * @param table Markdown that ends with a line feed
   * @throws IllegalArgumentException if the marker is not closed
   */
  public static String update(String page, String name, String table) {
    String begin = "<!-- " + name + " -->";
    String end = "<!-- /" + name + " -->";
    int marker = page.indexOf(begin + "\n");
    if (marker < 0) {
      return page;
    }
    int from = marker + begin.length() + 1;
    int to = page.indexOf(end, from);
    if (to < 0) {
      throw new IllegalArgumentException(begin + " is not closed by " + end);
    }
    return page.substring(0, from) + '\n' + table + '\n' + page.substring(to);
  }
}
