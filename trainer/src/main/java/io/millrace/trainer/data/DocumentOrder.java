package io.millrace.trainer.data;

import io.millrace.trainer.data.MixtureGroups.MixtureGroup;
import java.io.Closeable;
import java.util.List;

/**
 * The reading order of documents. The next document is of the group that has read least relative to
 * its share, so the mixture is always as close to the shares as whole documents allow. When the
 * shares are sizes, every document is read once before any is read again. For one thread.
 */
final class DocumentOrder implements Closeable {

  /**
   * A document in the order.
   *
   * @param group number of its group
   * @param pass number of the group's pass
   * @param after place of the group after this document
   */
  record Pick(TrainingItem item, int group, long pass, GroupStream.Cursor after) {}

  private final List<MixtureGroup> groups;
  private final List<GroupStream> streams;
  private final long[] given;
  private final double limit;
  private double sum;

  /**
   * @param given what each group has read so far; copied
   * @param epochs times that all text is read; 0 for no end
   */
  DocumentOrder(List<MixtureGroup> groups, List<GroupStream> streams, long[] given, double epochs) {
    this.groups = groups;
    this.streams = streams;
    this.given = given.clone();
    double total = 0;
    for (int i = 0; i < given.length; i++) {
      sum += given[i];
      total += groups.get(i).weight();
    }
    this.limit = epochs == 0 ? Double.POSITIVE_INFINITY : epochs * total;
  }

  /** The next document, or null at the end. */
  Pick next() {
    if (groups.isEmpty() || sum >= limit) {
      return null;
    }
    int next = 0;
    for (int i = 1; i < given.length; i++) {
      if (given[i] / groups.get(i).share() < given[next] / groups.get(next).share()) {
        next = i;
      }
    }
    GroupStream stream = streams.get(next);
    TrainingItem item = stream.next();
    given[next] += item.size().weight();
    sum += item.size().weight();
    return new Pick(item, next, stream.pass(), stream.cursor());
  }

  @Override
  public void close() {
    streams.forEach(GroupStream::close);
  }
}
