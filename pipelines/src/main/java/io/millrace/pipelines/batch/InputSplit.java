package io.millrace.pipelines.batch;

import io.millrace.connectors.read.Split;

/**
 * A split and the input of the recipe it belongs to. When a split cannot be cut and is larger than
 * a worker's share, several workers read all of it and each takes some records ({@link
 * ReadingPlan}).
 *
 * @param input place in the recipe's list of inputs
 * @param part index of the first record that is taken, from 0; then every {@code parts}-th
 * @param parts workers that share the split, at least 1
 * @param fileBytes size of the file when it was listed
 */
public record InputSplit(int input, Split split, int part, int parts, long fileBytes) {

  /** A split of which all records are taken. */
  public InputSplit(int input, Split split) {
    this(input, split, 0, 1, 0);
  }

  /** One line that {@link #parse} reads; the path may have any characters. */
  public String toLine() {
    return fileBytes + "\t" + name();
  }

  /** Identifies the split within a run. */
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
