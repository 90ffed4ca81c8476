package io.millrace.rephrase.prompt;

import io.millrace.corpus.config.MarkedTable;
import java.util.Locale;

/**
 * The table of styles in the documentation, between {@code <!-- styles -->} and {@code <!-- /styles
 * -->}.
 */
public final class StylesTable {

  private StylesTable() {}

  /** A Markdown table with a row for each style of a library. */
  public static String markdown(PromptLibrary library) {
    StringBuilder table = new StringBuilder();
    table.append(
        "| style | what it makes | form | wrapped in | tokens in/out | fewest tokens of document/passage");
    table.append(" | answer kept | from |\n|---|---|---|---|---|---|---|---|\n");
    for (Style style : library.styles()) {
      StyleLimits limits = style.limits();
      table
          .append("| `" + style.name() + "` | " + style.description())
          .append(style.appended() ? " Appended to the source." : "")
          .append(" | " + style.form().name().toLowerCase(Locale.ROOT))
          .append(" | " + style.envelope().name().toLowerCase(Locale.ROOT))
          .append(" | " + limits.inputTokens() + "/" + limits.outputTokens())
          .append(" | " + limits.documentMin() + "/" + limits.passageMin())
          .append(" | " + limits.keptMin() + " to " + limits.keptMax())
          .append(limits.joinedMin() > 0 ? ", together at least " + limits.joinedMin() : "")
          .append(" | " + style.source() + " |\n");
    }
    return table.toString();
  }

  /**
   * Updates the table of a page; a page without the marker does not change.
   *
   * @throws IllegalArgumentException if the marker is not closed
   */
  public static String update(String page, PromptLibrary library) {
    return MarkedTable.update(page, "styles", markdown(library));
  }
}
