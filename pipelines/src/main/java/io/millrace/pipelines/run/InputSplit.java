package io.millrace.pipelines.run;

import io.millrace.connectors.read.Split;

/**
 * A split with the input of the recipe it belongs to.
 *
 * @param input place in the recipe's list of inputs
 */
public record InputSplit(int input, Split split) {

  /** One line that {@link #parse} reads back; a path may hold anything. */
  public String toLine() {
    return input + "\t" + split.start() + "\t" + split.end() + "\t" + split.path();
  }

  public static InputSplit parse(String line) {
    String[] parts = line.split("\t", 4);
    return new InputSplit(
        Integer.parseInt(parts[0]),
        new Split(parts[3], Long.parseLong(parts[1]), Long.parseLong(parts[2])));
  }
}
