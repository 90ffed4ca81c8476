package io.millrace.app.docs;

import io.millrace.corpus.DropReason;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.config.MarkedTable;

/**
 * The tables of reasons for the documentation: why a record was dropped, between {@code <!--
 * drop-reasons -->} and {@code <!-- /drop-reasons -->}, and why it failed, between {@code <!--
 * fail-reasons -->} and {@code <!-- /fail-reasons -->}.
 */
final class ReasonsTable {

  private ReasonsTable() {}

  private static String dropped() {
    StringBuilder table = new StringBuilder("| stage | reason | meaning |\n| --- | --- | --- |\n");
    for (DropReason reason : DropReason.values()) {
      table.append("| `" + reason.stage() + "` | `" + reason.key() + "` | ");
      table.append(reason.description() + " |\n");
    }
    return table.toString();
  }

  private static String failed() {
    StringBuilder table = new StringBuilder("| reason | meaning |\n| --- | --- |\n");
    for (FailReason reason : FailReason.values()) {
      table.append("| `" + reason.key() + "` | " + reason.description() + " |\n");
    }
    return table.toString();
  }

  /**
   * Renews the tables in a page. A page without the markers is returned unchanged.
   *
   * @throws IllegalArgumentException if a marker is not closed
   */
  static String update(String page) {
    String dropped = MarkedTable.update(page, "drop-reasons", dropped());
    return MarkedTable.update(dropped, "fail-reasons", failed());
  }
}
