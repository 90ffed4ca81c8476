package io.millrace.pipelines.batch;

import io.millrace.connectors.read.Split;

/**
 * A split with the input of the recipe it belongs to. Of a split that is more than a worker's share
 * and cannot be cut, several workers read all and each takes some records ({@link ReadingPlan}).
 *
 * @param input place in the recipe's list of inputs
 * @param part the records that are taken: this one, counted from 0, and every {@code parts}-th
 *     after it
 * @param parts into how many the records are dealt out, at least 1
 * @param fileBytes size of the file when it was found
 */
public record InputSplit(int input, Split split, int part, int parts, long fileBytes) {

  /** A split of which all records are taken. */
  public InputSplit(int input, Split split) {
    this(input, split, 0, 1, 0);
  }

  /** One line that {@link #parse} reads back; a path may hold anything. */
  public String toLine() {
    return fileBytes + "\t" + name();
  }

  /** Names the split within a run. */
  String name() {
    return input
        + "\t"
        + part
        + "\t"
        + parts
        + "\t"
        + split.start()
        + "\t"
        + split.end()
        + "\t"
        + split.path();
  }

  public static InputSplit parse(String line) {
    String[] fields = line.split("\t", 7);
    return new InputSplit(
        Integer.parseInt(fields[1]),
        new Split(fields[6], Long.parseLong(fields[4]), Long.parseLong(fields[5])),
        Integer.parseInt(fields[2]),
        Integer.parseInt(fields[3]),
        Long.parseLong(fields[0]));
  }
}
