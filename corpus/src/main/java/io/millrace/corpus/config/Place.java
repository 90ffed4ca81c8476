package io.millrace.corpus.config;

/**
 * Position of a value in a file or on the command line.
 *
 * @param source name of the file, or the command-line option
 * @param line from 1; 0 for an option, which has no lines
 * @param column from 1, in code points; 0 for an option
 */
public record Place(String source, int line, int column) {

  public static Place option(String option) {
    return new Place(option, 0, 0);
  }

  public boolean isOption() {
    return line == 0;
  }

  @Override
  public String toString() {
    return isOption() ? source : source + ":" + line + ":" + column;
  }
}
