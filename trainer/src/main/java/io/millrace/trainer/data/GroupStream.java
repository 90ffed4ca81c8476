package io.millrace.trainer.data;

import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * The documents of a group in their order, pass after pass without end. In each pass the shards are
 * shuffled; the documents of as many shards as it takes to fill a window are shuffled together,
 * then those of the next window. So a place in the order is a few numbers, and going on from it
 * costs reading one window again. For one thread.
 */
final class GroupStream implements Closeable {

  /** A window ends at this many bytes of text, however few documents it has. */
  private static final long WINDOW_BYTES = 64L << 20;

  /**
   * A place in the order.
   *
   * @param pass number of the pass, from 0
   * @param shard place of the window's first shard in the order of the pass
   * @param record documents of that shard that are before the window, of whichever group
   * @param block number of the window in the pass
   * @param index documents of the window that have been given
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

  /** Documents given in this pass, or 1 where it was not read from its beginning. */
  private long given;

  /**
   * @param shards those with documents of the group; at least one document must be wanted
   * @param shuffled false for the order of the shards
   * @param from where to go on
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
      open().skip(record);
    }
  }

  private static int[] identity(int count) {
    int[] order = new int[count];
    for (int i = 0; i < count; i++) {
      order[i] = i;
    }
    return order;
  }

  /** The next document. */
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

  /** Where the order goes on after the last document that was given. */
  Cursor cursor() {
    return new Cursor(
        blockStart.pass, blockStart.shard, blockStart.record, blockStart.block, index);
  }

  /** Number of the pass that the last document was given in. */
  long pass() {
    return blockStart.pass;
  }

  private void fill(long number) {
    List<TrainingItem> items = new ArrayList<>();
    long bytes = 0;
    while (items.size() < window && bytes < WINDOW_BYTES && shard < shards.size()) {
      TrainingItem item = open().next();
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

  /** The current shard; its errors name it. */
  private Guarded open() {
    Shard current = shards.get(order[shard]);
    if (file == null) {
      try {
        file = ShardFile.open(current.file());
      } catch (IOException failed) {
        throw damaged(current, failed);
      }
    }
    return new Guarded(current, file);
  }

  private record Guarded(Shard shard, ShardFile file) {
    TrainingItem next() {
      try {
        return file.next();
      } catch (IOException failed) {
        throw damaged(shard, failed);
      }
    }

    void skip(long records) {
      try {
        file.skip(records);
      } catch (IOException failed) {
        throw damaged(shard, failed);
      }
    }
  }

  private static ShardException damaged(Shard shard, IOException failed) {
    return new ShardException(
        shard.name()
            + " has changed since it was checked: "
            + RunOutput.problem(shard.file(), failed),
        failed);
  }

  private void closeFile() {
    if (file != null) {
      try {
        file.close();
      } catch (IOException failed) {
        throw damaged(shards.get(order[shard]), failed);
      }
      file = null;
    }
  }

  @Override
  public void close() {
    closeFile();
  }
}
