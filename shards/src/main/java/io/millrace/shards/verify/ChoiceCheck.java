package io.millrace.shards.verify;

import io.millrace.shards.file.ShardInfo;
import io.millrace.shards.file.StoredFolder;
import io.millrace.shards.layout.Manifest;
import io.millrace.shards.layout.Shards;
import io.millrace.shards.parquet.ParquetRows;
import io.millrace.shards.verdict.ChoiceReader;
import io.millrace.shards.verdict.ChoiceRow;
import java.io.IOException;
import java.util.Comparator;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Compares files of choices with their manifest: order and file of the rows, positive propensities,
 * and the sums of passages, accepted answers and reasons.
 */
final class ChoiceCheck {

  static final Pattern PATH =
      Pattern.compile(Shards.CHOICES + "/part-(\\d{5,9})-of-(\\d{5,9})\\.parquet");

  private static final Comparator<ChoiceRow> ORDER =
      Comparator.comparing(ChoiceRow::language).thenComparing(ChoiceRow::id);

  private final StoredFolder output;
  private final BiConsumer<String, String> report;
  private final SortedMap<String, Long> failed = new TreeMap<>();
  private long passages;
  private long passed;
  private boolean complete = true;

  /**
   * @param report receives a file and a problem of it
   */
  ChoiceCheck(StoredFolder output, BiConsumer<String, String> report) {
    this.output = output;
    this.report = report;
  }

  /** Reads a file and returns its number of rows; empty when it cannot be read. */
  Optional<Long> read(ShardInfo file) {
    Matcher path = PATH.matcher(file.path());
    if (!path.matches()) {
      return Optional.empty();
    }
    int shard = Integer.parseInt(path.group(1));
    int shards = Integer.parseInt(path.group(2));
    long rows = 0;
    ChoiceRow last = null;
    try (ParquetRows<ChoiceRow> reader = ChoiceReader.open(output.file(file.path()))) {
      for (Optional<ChoiceRow> next = reader.next(); next.isPresent(); next = reader.next()) {
        ChoiceRow row = next.get();
        rows++;
        String where = "row " + rows + ": id " + row.id();
        if (!row.id().matches("[0-9a-f]{32}") || Shards.shardOf(row.id(), shards) != shard) {
          report.accept(file.path(), where + " belongs to another file");
        }
        if (last != null && isAfter(last, row)) {
          report.accept(file.path(), where + " is out of order or comes again");
        }
        if (!(row.propensity() > 0 && row.propensity() <= 1)) {
          report.accept(file.path(), where + " has propensity " + row.propensity());
        }
        count(row);
        last = row;
      }
    } catch (IOException e) {
      report.accept(file.path(), "cannot be read: " + e.getMessage());
      complete = false;
      return Optional.empty();
    }
    return Optional.of(rows);
  }

  /** Passages of a style are consecutive; the policy decides the order of styles. */
  private static boolean isAfter(ChoiceRow last, ChoiceRow row) {
    int order = ORDER.compare(last, row);
    return order > 0
        || (order == 0 && last.style().equals(row.style()) && last.passage() >= row.passage());
  }

  private void count(ChoiceRow row) {
    if (row.passage() == ChoiceRow.NO_PASSAGE) {
      return;
    }
    passages++;
    if (row.passed()) {
      passed++;
    } else {
      failed.merge(row.reason(), 1L, Long::sum);
    }
  }

  /** Compares the sums; call it after all files were read. */
  void compare(Manifest.Rephrase counts) {
    if (!complete) {
      return;
    }
    is("passages", passages, counts.passages());
    is("passed", passed, counts.passed());
    if (!failed.equals(counts.failed())) {
      report.accept(Shards.CHOICES, "reasons are " + failed + ", must be " + counts.failed());
    }
  }

  private void is(String what, long found, long expected) {
    if (found != expected) {
      report.accept(Shards.CHOICES, what + " are " + found + ", must be " + expected);
    }
  }
}
