package io.millrace.connectors.read.files;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.Compression;
import io.millrace.connectors.read.lines.LineRecordReader;
import io.millrace.connectors.read.lines.Lines;
import io.millrace.shards.file.LookAhead;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reads lists of paths, as crawls publish them: {@code @FILE} or {@code @GLOB} instead of a path. A
 * list has one path a line and may be compressed. Empty lines and lines that begin with '#' are
 * ignored.
 */
final class PathLists {

  private static final String MARK = "@";
  private static final int MOST_LINES = 1_000_000;
  private static final int LONGEST_LINE = 8_192;
  private static final Pattern ABSOLUTE = Pattern.compile("/.*|[a-zA-Z][-a-zA-Z0-9+.]*:/.*");

  private PathLists() {}

  /**
   * The paths, with each list replaced by its lines.
   *
   * @param base prefix of relative paths in a list
   * @throws FileNotFoundException when a list does not exist or is empty; the message names it
   */
  static List<String> expand(List<String> paths, String base) throws IOException {
    List<String> all = new ArrayList<>();
    for (String path : paths) {
      if (path.startsWith(MARK)) {
        readAll(path.substring(MARK.length()), base, all);
      } else {
        all.add(path);
      }
    }
    return all;
  }

  private static void readAll(String lists, String base, List<String> all) throws IOException {
    BeamFiles.checkScheme(lists);
    LocalFolders.check(lists);
    List<String> found =
        BeamFiles.matching(lists).stream()
            .map(each -> each.resourceId().toString())
            .sorted()
            .toList();
    if (found.isEmpty()) {
      throw new FileNotFoundException("no list " + lists);
    }
    for (String list : found) {
      read(list, base, all);
    }
  }

  private static void read(String list, String base, List<String> all) throws IOException {
    int before = all.size();
    try (LookAhead bytes = Compression.undone(list)) {
      bytes.require(3);
      bytes.consume(LineRecordReader.byteOrderMark(bytes));
      Lines lines = new Lines(bytes, LONGEST_LINE);
      Lines.Found found = lines.next();
      for (int number = 1; found != Lines.Found.END; number++) {
        if (found == Lines.Found.TOO_LONG || number > MOST_LINES) {
          String most =
              number > MOST_LINES ? MOST_LINES + " lines" : LONGEST_LINE + " bytes a line";
          throw new IllegalArgumentException("the list " + list + " has more than " + most);
        }
        add(
            new String(lines.array(), lines.offset(), lines.length(), StandardCharsets.UTF_8),
            base,
            all);
        found = lines.next();
      }
    }
    if (all.size() == before) {
      throw new FileNotFoundException("the list " + list + " names no file");
    }
  }

  private static void add(String line, String base, List<String> all) {
    String path = line.strip();
    if (!path.isEmpty() && !path.startsWith("#")) {
      all.add(ABSOLUTE.matcher(path).matches() ? path : base + path);
    }
  }
}
