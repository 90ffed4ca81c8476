package io.millrace.corpus.config;

/** A generated table in a page of the documentation, between two comments with its name. */
public final class MarkedTable {

  private MarkedTable() {}

  /**
   * A page with its table renewed; one without the marker as it is.
   *
   * @param name NAME of {@code <!-- NAME -->} and {@code <!-- /NAME -->}
   * @param table Markdown, which ends with a line feed
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
