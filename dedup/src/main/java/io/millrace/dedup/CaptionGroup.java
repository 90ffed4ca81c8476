package io.millrace.dedup;

import io.millrace.corpus.Hash128;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Finds the images that have a caption after as many earlier ones as its key allows. Marks come in
 * order; it holds the images that are within the limit.
 */
final class CaptionGroup implements MarkVisitor {

  private final Consumer<DuplicateMark> found;
  private final Set<Hash128> within = new HashSet<>();
  private Hash128 key;

  CaptionGroup(Consumer<DuplicateMark> found) {
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
    Hash128 image = MarkLayout.id(bytes, at);
    if (within.contains(image)) {
      return;
    }
    if (within.size() < key.low()) {
      within.add(image);
      return;
    }
    found.accept(new DuplicateMark(image, Mark.CAPTION, key, MarkLayout.timestamp(bytes, at), 1));
  }
}
