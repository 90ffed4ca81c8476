package io.millrace.pipelines.run;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.connectors.fetch.FetchStore;
import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.dedup.Mark;
import io.millrace.pipelines.chain.ImagePart;
import io.millrace.pipelines.chain.Judged;
import io.millrace.pipelines.shard.ExternalSorter;
import io.millrace.pipelines.shard.Pieces;
import io.millrace.pipelines.shard.ShardItem;
import io.millrace.pipelines.shard.ShardItemCodec;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Asks for the images of one partition of hosts, each address once, and takes the pairs through the
 * rest of the chain: the engine-free core. What came is kept in the run's work folder until the run
 * has ended, so that a restart asks for nothing twice; it also keeps the bodies out of memory until
 * their turn.
 */
final class FetchMill implements Closeable {

  /**
   * Addresses that are asked for or wait to be judged. Many, so that a few slow hosts do not hold
   * up the others.
   */
  private static final int WINDOW = 4_096;

  /** Bytes of a sort key: hash of the address, kind, time, id. */
  private static final int KEY = 16 + 1 + 8 + 16;

  private static final int ADDRESS = 16;

  private final MillPlan plan;
  private final ImagePlan images;
  private final ChainMill chain;
  private final SharedFetcher fetcher;
  private long sent;

  FetchMill(MillPlan plan) throws IOException {
    this.plan = plan;
    this.images = plan.images();
    this.chain = new ChainMill(plan);
    this.fetcher = SharedFetcher.acquire(plan.fetchSettings());
  }

  /**
   * All pairs of one address.
   *
   * @param body the image, when it lies in the input
   * @param pairs encoded, the earliest first
   */
  private record Address(String url, Optional<byte[]> body, List<byte[]> pairs) {}

  /**
   * An address whose answer is there.
   *
   * @param failure why the answer could not be kept, or null
   */
  private record Answered(Address address, Throwable failure) {}

  void mill(int partition, Iterable<byte[]> items, KeyedSink texts, KeyedSink markBlocks)
      throws IOException, InterruptedException {
    chain.sendMarksTo(markBlocks);
    Path temporary = plan.temporaryFolder();
    try (ExternalSorter sorter = new ExternalSorter(temporary, plan.sortMemory());
        Pieces pieces = new Pieces(temporary);
        FetchStore store = fetcher.openStore(plan, partition)) {
      for (byte[] item : items) {
        Optional<byte[]> whole =
            ShardItemCodec.isPiece(item) ? pieces.add(item) : Optional.of(item);
        if (whole.isPresent()) {
          sorter.add(keyed(whole.get()));
        }
      }
      pieces.complete();
      fetchAll(new Addresses(sorter.sorted()), store, partition, texts);
    }
    chain.flushMarks();
  }

  private void fetchAll(Addresses addresses, FetchStore store, int partition, KeyedSink texts)
      throws IOException, InterruptedException {
    BlockingQueue<Answered> ready = new LinkedBlockingQueue<>();
    int open = 0;
    while (addresses.hasNext() || open > 0) {
      boolean more = addresses.hasNext() && open < WINDOW;
      if (more) {
        ask(addresses.next(), store, ready);
        open++;
      }
      Answered next = more ? ready.poll() : ready.take();
      if (next != null) {
        open--;
        judge(next, store, partition, texts);
      }
    }
  }

  /** The answer goes to the store, and the address into the queue of those that are ready. */
  private void ask(Address address, FetchStore store, BlockingQueue<Answered> ready) {
    if (address.body().isPresent() || address.pairs().isEmpty() || store.contains(address.url())) {
      ready.add(new Answered(address, null));
      return;
    }
    fetcher
        .fetcher()
        .fetch(address.url())
        .whenComplete(
            (result, failure) ->
                ready.add(
                    new Answered(
                        address, failure == null ? keep(address, result, store) : failure)));
  }

  private static Throwable keep(Address address, FetchResult result, FetchStore store) {
    try {
      store.put(address.url(), result);
      return null;
    } catch (IOException notKept) {
      return notKept;
    }
  }

  private void judge(Answered answered, FetchStore store, int partition, KeyedSink texts)
      throws IOException {
    if (answered.failure() != null) {
      throw new IOException("an answer could not be kept", answered.failure());
    }
    Address address = answered.address();
    if (address.pairs().isEmpty()) {
      return;
    }
    FetchResult result =
        address.body().isPresent()
            ? ofInput(address)
            : store
                .get(address.url())
                .orElseThrow(() -> new IOException("what was fetched cannot be read again"));
    boolean bodyNeeded = true;
    for (byte[] encoded : address.pairs()) {
      Judged before = ((ShardItem.Text) chain.codec().decode(encoded)).judged();
      chain.openWindow(before.document().timestamp(), WindowTimes.WHOLE);
      Judged after = chain.chain().goOn(before, result, images.fetchStage());
      chain.send(
          bodyNeeded || after.ended().isPresent() ? after : withoutImage(after),
          () -> Hash128.of("fetch\n" + partition + '\n' + sent++),
          texts);
      bodyNeeded &= after.ended().isPresent() || !images.mergesImages();
    }
  }

  private static FetchResult ofInput(Address address) {
    return new FetchResult.Fetched(
        address.body().orElseThrow(),
        address.url(),
        "",
        Collections.emptySortedMap(),
        0,
        0,
        Duration.ZERO);
  }

  /** Pairs that become one need the bytes once. */
  private static Judged withoutImage(Judged judged) {
    ImagePart part = judged.image().orElseThrow();
    return judged.withImage(part.withImage(Optional.empty(), part.facts()));
  }

  void takeStageTimes(StageTimes out) {
    chain.takeStageTimes(out);
  }

  @Override
  public void close() {
    fetcher.release();
  }

  private byte[] keyed(byte[] item) {
    ShardItem decoded = chain.codec().decode(item);
    ByteBuffer key = ByteBuffer.allocate(KEY + item.length);
    if (decoded instanceof ShardItem.Text text) {
      Document document = text.judged().document();
      putAddress(key, text.judged().image().map(ImagePart::imageUrl).orElseThrow());
      Hash128 id = Hash128.fromHex(document.id());
      key.put((byte) 1)
          .putLong(Mark.timestamp(document.timestamp()) ^ Long.MIN_VALUE)
          .putLong(id.high())
          .putLong(id.low());
    } else {
      putAddress(key, ((ShardItem.ImageBody) decoded).url());
      key.put((byte) 0).putLong(0).putLong(0).putLong(0);
    }
    return key.put(item).array();
  }

  private static void putAddress(ByteBuffer key, String url) {
    Hash128 hash = Hash128.of(url);
    key.putLong(hash.high()).putLong(hash.low());
  }

  /** Goes through sorted items by address. Of several images in the input the first is taken. */
  private final class Addresses implements Iterator<Address> {
    private final Iterator<byte[]> sorted;
    private byte[] head;

    Addresses(Iterator<byte[]> sorted) {
      this.sorted = sorted;
      this.head = sorted.hasNext() ? sorted.next() : null;
    }

    @Override
    public boolean hasNext() {
      return head != null;
    }

    @Override
    public Address next() {
      byte[] first = head;
      String url = "";
      Optional<byte[]> body = Optional.empty();
      List<byte[]> pairs = new ArrayList<>();
      while (head != null && Arrays.equals(first, 0, ADDRESS, head, 0, ADDRESS)) {
        byte[] item = Arrays.copyOfRange(head, KEY, head.length);
        ShardItem decoded = chain.codec().decode(item);
        if (decoded instanceof ShardItem.ImageBody found) {
          url = found.url();
          body = body.isPresent() ? body : Optional.of(found.bytes());
        } else if (decoded instanceof ShardItem.Text text) {
          url = text.judged().image().orElseThrow().imageUrl();
          pairs.add(item);
        }
        head = sorted.hasNext() ? sorted.next() : null;
      }
      return new Address(url, body, pairs);
    }
  }
}
