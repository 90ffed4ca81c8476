package io.millrace.dedup;

import java.util.function.Consumer;

/**
 * Finds duplicates among sorted marks. A group is a run of marks with the same key and kind. Each
 * mark is compared with the leaders of its group: for a URL or text the first document, for a band
 * the first documents that are similar to no earlier leader, up to a bound. So a group costs at
 * most (marks x leaders) comparisons.
 */
final class GroupWalker implements MarkVisitor {

  private final int markLength;
  private final int sketchLength;
  private final Likeness likeness;

  private final byte[] leaders;
  private final Consumer<DuplicateMark> found;
  private final SharedTextGroup sharedTexts;
  private int leaderCount;

  GroupWalker(Likeness likeness, int sketchLength, Consumer<DuplicateMark> found) {
    this.likeness = likeness;
    this.sketchLength = sketchLength;
    this.markLength = MarkLayout.SKETCH + sketchLength;
    this.leaders = new byte[markLength * likeness.leaders()];
    this.found = found;
    this.sharedTexts = new SharedTextGroup(found);
  }

  @Override
  public void visit(byte[] bytes, int at) {
    if (MarkLayout.kind(bytes, at) == Mark.SHARED_TEXT) {
      sharedTexts.visit(bytes, at);
      return;
    }
    if (leaderCount > 0 && !MarkLayout.sameGroup(bytes, at, leaders, 0)) {
      leaderCount = 0;
    }
    int kind = MarkLayout.kind(bytes, at);
    for (int i = 0; i < leaderCount; i++) {
      int leader = i * markLength;
      if (MarkLayout.sameId(bytes, at, leaders, leader)) {
        return;
      }
      double similarity =
          kind < Mark.FIRST_BAND
              ? 1
              : likeness.similarity(
                  bytes, at + MarkLayout.SKETCH, leaders, leader + MarkLayout.SKETCH);
      if (similarity != Likeness.UNLIKE) {
        emit(bytes, at, leader, similarity);
        return;
      }
    }
    if (leaderCount < likeness.leaders()) {
      int length = MarkLayout.length(kind, sketchLength);
      System.arraycopy(bytes, at, leaders, leaderCount * markLength, length);
      leaderCount++;
    }
  }

  private void emit(byte[] bytes, int at, int leader, double similarity) {
    found.accept(
        new DuplicateMark(
            MarkLayout.id(bytes, at),
            MarkLayout.kind(bytes, at),
            likeness.record(leaders, leader),
            MarkLayout.timestamp(leaders, leader),
            similarity));
  }
}
