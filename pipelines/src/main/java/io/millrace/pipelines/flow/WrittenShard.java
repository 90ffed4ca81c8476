package io.millrace.pipelines.flow;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * Says that a shard of a window is written, or had nothing to be written.
 *
 * @param window start of the window
 * @param segments files that are not needed when the window is committed; one shard names them
 */
public record WrittenShard(long window, int shard, SortedSet<String> segments) {

  /** Lines that {@link #of} reads back. */
  String toLines() {
    return window + "\n" + shard + "\n" + String.join("\n", segments);
  }

  public static WrittenShard of(String text) {
    List<String> lines = text.lines().toList();
    return new WrittenShard(
        Long.parseLong(lines.get(0)),
        Integer.parseInt(lines.get(1)),
        new TreeSet<>(lines.subList(2, lines.size())));
  }
}
