package io.millrace.trainer.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The documents of a group in order, in endless passes. Each pass shuffles the shards, then
 * shuffles the documents of one window after the other; a window spans as many shards as it needs.
 * So a place in the order is a few numbers, and to continue there costs one window of reading. For
 * one thread.
 */
final class GroupStream implements Closeable {

  /** A window ends at this many bytes of text, even with fewer documents. */
  private static final long WINDOW_BYTES = 64L << 20;

  /**
   * A place in the order.
   *
   * @param pass number of the pass, from 0
   * @param shard index of the window's first shard in the order of the pass
   * @param record documents of that shard before the window, of any group
   * @param block number of the window in the pass
   * @param index documents of the window that were read
   */
  record Cursor(long pass, int shard, long record, long block, int index) {
    static final Cursor START = new Cursor(0, 0, 0, 0, 0);
  }

  private final String key;
  private final List<Shard> shards;
  private final Predicate<TrainingItem> wanted;
  private final long seed;
  private final int window;
  private final boolean shuffled;

  private int[] order;
  private long pass = -1;
  private int shard;
  private long record;
  private ShardFile file;

  private Cursor blockStart;
  private List<TrainingItem> block = List.of();
  private int[] places = new int[0];
  private int index;

  /** Documents read in this pass; 1 for a pass that began in its middle. */
  private long given;

  /**
   * @param shards shards with documents of the group; at least one document must be wanted
   * @param shuffled false for the order of the shards
   * @param from where to continue
   */
  GroupStream(
      String key,
      List<Shard> shards,
      Predicate<TrainingItem> wanted,
      DataSettings settings,
      boolean shuffled,
      Cursor from) {
    this.key = key;
    this.shards = shards;
    this.wanted = wanted;
    this.seed = settings.seed();
    this.window = settings.window();
    this.shuffled = shuffled;
    begin(from.pass, from.shard, from.record);
    given = 1;
    this.blockStart = from;
    if (from.index > 0) {
      fill(from.block);
      index = from.index;
    }
  }

  private void begin(long newPass, int newShard, long newRecord) {
    if (newPass != pass) {
      pass = newPass;
      order =
          shuffled
              ? Seeds.permutation(shards.size(), Seeds.random(seed, "shards", key, "" + pass))
              : identity(shards.size());
    }
    closeFile();
    shard = newShard;
    record = newRecord;
    if (record > 0) {
      try {
        open().skip(record);
      } catch (IOException failed) {
        throw damaged(failed);
      }
    }
  }

  private static int[] identity(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    return order;
  }

  TrainingItem next() {
    while (index == block.size()) {
      long number = block.isEmpty() ? blockStart.block : blockStart.block + 1;
      if (shard == shards.size()) {
        if (given == 0) {
          throw new ShardException(
              "the shards of " + key + " have changed since they were checked");
        }
        begin(pass + 1, 0, 0);
        given = 0;
        number = 0;
      }
      blockStart = new Cursor(pass, shard, record, number, 0);
      fill(number);
    }
    return block.get(places[index++]);
  }

  /** The place after the last document. */
  Cursor cursor() {
    return new Cursor(
        blockStart.pass, blockStart.shard, blockStart.record, blockStart.block, index);
  }

  /** Number of the pass of the last document. */
  long pass() {
    return blockStart.pass;
  }

  private void fill(long number) {
    List<TrainingItem> items = new ArrayList<>();
    long bytes = 0;
    while (items.size() < window && bytes < WINDOW_BYTES && shard < shards.size()) {
      TrainingItem item = read();
      if (item == null) {
        closeFile();
        shard++;
        record = 0;
        continue;
      }
      record++;
      if (wanted.test(item)) {
        items.add(item);
        bytes += item.size().bytes();
      }
    }
    given += items.size();
    block = items;
    index = 0;
    places =
        shuffled
            ? Seeds.permutation(
                items.size(), Seeds.random(seed, "window", key, "" + pass, "" + number))
            : identity(items.size());
  }

  private TrainingItem read() {
    try {
      return open().next();
    } catch (IOException failed) {
      throw damaged(failed);
    }
  }

  private ShardFile open() throws IOException {
    if (file == null) {
      file = ShardFile.open(shards.get(order[shard]).file());
    }
    return file;
  }

  private ShardException damaged(IOException failed) {
    Shard current = shards.get(order[shard]);
    return new ShardException(
        current.name()
            + " has changed since it was checked: "
            + RunOutput.problem(current.file(), failed),
        failed);
  }

  private void closeFile() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException failed) {
        throw damaged(failed);
      }
      file = null;
    }
  }

  @Override
  public void close() {
    closeFile();
  }
}
