package io.millrace.bench.extraction;

import java.util.ArrayList;
import java.util.List;

/** A table with a header row; the first column is left-aligned, the others right-aligned. */
final class Table {

  private final List<List<String>> rows = new ArrayList<>();

  void add(List<String> row) {
    rows.add(List.copyOf(row));
  }

  /** Plain text with aligned columns. */
  String plain() {
    StringBuilder out = new StringBuilder();
    for (List<String> row : rows) {
      for (int i = 0; i < row.size(); i++) {
        int width = width(i);
        String cell = row.get(i);
        String space = " ".repeat(width - cell.length());
        out.append(i == 0 ? cell + space : "  " + space + cell);
      }
      out.append('\n');
    }
    return out.toString();
  }

  String markdown() {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < rows.size(); i++) {
      out.append("| ").append(String.join(" | ", rows.get(i))).append(" |\n");
      if (i == 0) {
        out.append("|---").append("|---:".repeat(rows.get(0).size() - 1)).append("|\n");
      }
    }
    return out.toString();
  }

  private int width(int column) {
    int width = 0;
    for (List<String> row : rows) {
      width = Math.max(width, row.get(column).length());
    }
    return width;
  }
}
