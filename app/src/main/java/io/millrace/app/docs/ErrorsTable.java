package io.millrace.app.docs;

import io.millrace.corpus.config.MarkedTable;
import io.millrace.corpus.error.ErrorKind;
import java.util.Locale;

/**
 * The table of errors in the documentation, between {@code <!-- errors -->} and {@code <!-- /errors
 * -->}.
 */
final class ErrorsTable {

  private ErrorsTable() {}

  private static String markdown() {
    StringBuilder table = new StringBuilder("| error | whose fault | exit status | meaning |\n");
    table.append("| --- | --- | --- | --- |\n");
    for (ErrorKind kind : ErrorKind.values()) {
      table
          .append("| `" + kind.key() + "` | " + kind.fault().name().toLowerCase(Locale.ROOT))
          .append(" | " + kind.exitStatus() + " | " + kind.description() + " |\n");
    }
    return table.toString();
  }

  /**
   * Replaces the table in a page; a page without the marker stays unchanged.
   *
   * @throws IllegalArgumentException if the marker is not closed
   */
  static String update(String page) {
    return MarkedTable.update(page, "errors", markdown());
  }
}
