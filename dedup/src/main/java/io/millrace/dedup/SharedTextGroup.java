package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the items that share a text beyond the limit of its key, see {@link SharedTextKeys}.
 * Expects marks in order, and holds the items within the limit.
 */
final class SharedTextGroup implements MarkVisitor {

  private final Consumer<DuplicateMark> found;
  private final Set<Hash128> within = new HashSet<>();
  private Hash128 key;

  SharedTextGroup(Consumer<DuplicateMark> found) {
    this.found = found;
  }

  @Override
  public void visit(byte[] bytes, int at) {
    Hash128 next =
        new Hash128(MarkLayout.getLong(bytes, at), MarkLayout.getLong(bytes, at + Long.BYTES));
    if (!next.equals(key)) {
      within.clear();
      key = next;
    }
    Hash128 item = MarkLayout.id(bytes, at);
    if (within.contains(item)) {
      return;
    }
    if (within.size() < key.low()) {
      within.add(item);
      return;
    }
    found.accept(
        new DuplicateMark(item, Mark.SHARED_TEXT, key, MarkLayout.timestamp(bytes, at), 1));
  }
}
