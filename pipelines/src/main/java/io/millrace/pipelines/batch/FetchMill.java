package io.millrace.pipelines.batch;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.connectors.fetch.images.ImageFetcher;
import io.millrace.connectors.fetch.store.FetchStore;
import io.millrace.corpus.Document;
import io.millrace.corpus.Hash128;
import io.millrace.dedup.Mark;
import io.millrace.pipelines.engine.SharedResources;
import io.millrace.pipelines.flow.ChainMill;
import io.millrace.pipelines.flow.ImagePlan;
import io.millrace.pipelines.flow.KeyedSink;
import io.millrace.pipelines.flow.MillPlan;
import io.millrace.pipelines.flow.StageTimes;
import io.millrace.pipelines.item.EncodedItem;
import io.millrace.pipelines.item.ItemKind;
import io.millrace.pipelines.item.PackedItems;
import io.millrace.pipelines.item.Pieces;
import io.millrace.pipelines.item.ShardItem;
import io.millrace.pipelines.item.ShardItemCodec;
import io.millrace.pipelines.output.WindowTimes;
import io.millrace.pipelines.shard.ExternalSorter;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.step.image.PageOptOut;
import io.millrace.shards.layout.Shards;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Fetches the images of one partition of hosts, each address once; {@link SharedJudges} then takes
 * the pairs through the rest of the chain. Needs no Beam. Responses are stored in the run's work
 * folder until the run ends: a restart fetches nothing twice, and bodies need no memory while they
 * wait.
 */
public final class FetchMill implements Closeable {

  /** One fetcher for all workers of a process, so that its limits hold for the process. */
  private static final SharedResources<FetchSettings, ImageFetcher> FETCHERS =
      new SharedResources<>(ImageFetcher::new, ImageFetcher::close);

  /** Folder of the fetched images, in a run's work folder. */
  private static final String FOLDER = "fetched";

  /**
   * Most addresses that are being fetched or wait for the chain. Large, so that a few slow hosts do
   * not delay the others.
   */
  private static final int WINDOW = 4_096;

  /** Bytes of a sort key: hash of the address, kind, time, id. */
  private static final int KEY = 16 + 1 + 8 + 16;

  private static final int ADDRESS = 16;

  /** Kinds in a sort key: the image that the input has for an address sorts before the pairs. */
  private static final byte BODY = 0;

  private static final byte TEXT = 1;

  private final MillPlan plan;
  private final ImagePlan images;
  private final ShardItemCodec codec = new ShardItemCodec();
  private final FetchSettings settings;
  private final ImageFetcher fetcher;
  private final PageOptOut optOut;
  private final SharedJudges judges;

  FetchMill(MillPlan plan) throws IOException {
    this.plan = plan;
    this.images = plan.images();
    this.settings = plan.fetchSettings();
    this.fetcher = FETCHERS.acquire(settings);
    this.optOut = new PageOptOut(settings);
    this.judges = SharedJudges.acquire(plan);
  }

  /**
   * All pairs of one address.
   *
   * @param known what the input says of it: the image, or that its use is reserved
   * @param wanted whether the page of at least one pair allows its use
   * @param pairs encoded, the earliest first
   */
  private record Address(
      String url, Optional<FetchResult> known, boolean wanted, List<EncodedItem> pairs) {
    boolean mustBeFetched() {
      return wanted && known.isEmpty();
    }
  }

  /**
   * What the worker of a partition waits for: a response, or the end of the chain for an address.
   */
  private sealed interface Event {}

  /**
   * An address whose response has arrived.
   *
   * @param failure why the response could not be stored, or null
   */
  private record Answered(Address address, Throwable failure) implements Event {}

  /**
   * An address whose pairs went through the chain.
   *
   * @param failure why the chain failed, or null
   * @param shared whether the address holds one of the shared places
   */
  private record Done(Output output, Throwable failure, boolean shared) implements Event {}

  /** The outputs for one address, until the worker of the partition emits them. */
  private record Output(List<Output.Sent> texts, List<Output.Sent> marks) {
    Output() {
      this(new ArrayList<>(), new ArrayList<>());
    }

    private record Sent(long window, int key, EncodedItem item) {}
  }

  void mill(int partition, Iterable<EncodedItem> items, KeyedSink texts, KeyedSink markBlocks)
      throws IOException, InterruptedException {
    Path temporary = plan.temporaryFolder();
    try (ExternalSorter sorter = new ExternalSorter(temporary, plan.sortMemory());
        Pieces pieces = new Pieces(temporary);
        FetchStore store = openStore(partition)) {
      for (EncodedItem item : PackedItems.items(items)) {
        Optional<EncodedItem> whole = pieces.add(item);
        if (whole.isPresent()) {
          sorter.add(keyed(whole.get()));
        }
      }
      pieces.complete();
      new Partition(store, texts, markBlocks).mill(new Addresses(sorter.sorted()));
    }
    judges.flushMarks(markBlocks);
  }

  /**
   * The store of a partition. It is in the run's work folder if the output is on a local file
   * system, so that a restarted run finds it; else in the worker's temporary folder.
   */
  private FetchStore openStore(int partition) throws IOException {
    String name = String.format(Locale.ROOT, "part-%05d", partition);
    Path output = plan.output().contains("://") ? plan.temporaryFolder() : Path.of(plan.output());
    return FetchStore.open(output.resolve(Shards.WORK).resolve(FOLDER).resolve(name), true);
  }

  /** The work on one partition: fetch, judge, emit. */
  private final class Partition {
    private final FetchStore store;
    private final KeyedSink texts;
    private final KeyedSink markBlocks;
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Deque<Address> toJudge = new ArrayDeque<>();
    private int open;
    private int judging;

    Partition(FetchStore store, KeyedSink texts, KeyedSink markBlocks) {
      this.store = store;
      this.texts = texts;
      this.markBlocks = markBlocks;
    }

    void mill(Addresses addresses) throws IOException, InterruptedException {
      try {
        while (addresses.hasNext() || open > 0) {
          boolean more = addresses.hasNext() && open < WINDOW;
          if (more) {
            ask(addresses.next());
            open++;
          }
          Event next = more ? events.poll() : events.take();
          if (next != null) {
            take(next);
          }
          judgeSome();
        }
      } finally {
        while (judging > 0) { // after a failure: the store must stay open until they end
          if (events.take() instanceof Done done) {
            leave(done);
          }
        }
      }
    }

    /** Fetches and stores the image of an address, then queues the address for the chain. */
    private void ask(Address address) {
      String url = address.url();
      if (!address.mustBeFetched() || store.contains(url)) {
        events.add(new Answered(address, null));
        return;
      }
      fetcher
          .fetch(url)
          .whenComplete(
              (result, failure) ->
                  events.add(
                      new Answered(address, failure == null ? keep(url, result, store) : failure)));
    }

    private void take(Event event) throws IOException {
      if (event instanceof Answered answered) {
        if (answered.failure() != null) {
          throw new IOException("a fetched image could not be stored", answered.failure());
        }
        if (answered.address().pairs().isEmpty()) {
          open--;
        } else {
          toJudge.add(answered.address());
        }
      } else if (event instanceof Done done) {
        open--;
        leave(done);
        if (done.failure() != null) {
          throw new IOException("an image could not be judged", done.failure());
        }
        done.output().texts().forEach(item -> texts.accept(item.window(), item.key(), item.item()));
        done.output()
            .marks()
            .forEach(item -> markBlocks.accept(item.window(), item.key(), item.item()));
      }
    }

    private void leave(Done done) {
      judging--;
      if (done.shared()) {
        judges.leavePlace();
      }
    }

    /**
     * One address is always judged, so that every worker makes progress; more if places are free.
     */
    private void judgeSome() {
      while (!toJudge.isEmpty()) {
        boolean shared = judging > 0;
        if (shared && !judges.takePlace()) {
          return;
        }
        Address address = toJudge.remove();
        judging++;
        judges.submit(
            chain -> judge(address, store, chain),
            (output, failure) -> events.add(new Done(output, failure, shared)));
      }
    }
  }

  private static Throwable keep(String url, FetchResult result, FetchStore store) {
    try {
      store.put(url, result);
      return null;
    } catch (IOException notKept) {
      return notKept;
    }
  }

  private Output judge(Address address, FetchStore store, ChainMill chain) throws IOException {
    FetchResult result =
        address.mustBeFetched()
            ? store
                .get(address.url())
                .orElseThrow(() -> new IOException("a stored image cannot be read"))
            : address.known().orElse(null);
    Output output = new Output();
    chain.sendMarksTo(
        (window, key, item) -> output.marks().add(new Output.Sent(window, key, item)));
    Set<String> captions = new HashSet<>();
    int number = 0;
    for (EncodedItem encoded : address.pairs()) {
      Judged before = ((ShardItem.Text) chain.codec().decode(encoded)).judged();
      chain.openWindow(before.document().timestamp(), WindowTimes.WHOLE);
      Judged after = chain.chain().goOn(before, result, images.fetchStage());
      String name = "fetch\n" + number++ + '\n' + address.url();
      chain.send(
          after.ended().isPresent() || !images.mergesImages() || captions.add(caption(after))
              ? after
              : withoutImage(after),
          () -> Hash128.of(name),
          (window, key, item) -> output.texts().add(new Output.Sent(window, key, item)));
    }
    return output;
  }

  private static FetchResult ofInput(ShardItem.ImageBody found) {
    return found.refused().isPresent()
        ? new FetchResult.Failed(found.refused().get(), "its response in the input says so", 0, 0)
        : new FetchResult.Fetched(
            found.bytes(), found.url(), "", Collections.emptySortedMap(), 0, 0, Duration.ZERO);
  }

  /** For pairs of one image, later verdicts depend only on this. */
  private static String caption(Judged judged) {
    return judged.document().language() + '\n' + judged.document().text();
  }

  /**
   * Pairs with one image and one caption end alike and are merged, so one of them carries the
   * bytes.
   */
  private static Judged withoutImage(Judged judged) {
    ImagePart part = judged.image().orElseThrow();
    return judged.withImage(part.withImage(Optional.empty(), part.facts()));
  }

  void takeStageTimes(StageTimes out) {
    judges.takeStageTimes(out);
  }

  @Override
  public void close() {
    FETCHERS.release(settings);
    judges.release();
  }

  private byte[] keyed(EncodedItem item) {
    ShardItem decoded = codec.decode(item);
    ByteBuffer key = ByteBuffer.allocate(KEY + item.bytes().length);
    if (decoded instanceof ShardItem.Text text) {
      Document document = text.judged().document();
      putAddress(key, text.judged().image().map(ImagePart::imageUrl).orElseThrow());
      Hash128 id = text.judged().id();
      key.put(TEXT)
          .putLong(Mark.timestamp(document.timestamp()) ^ Long.MIN_VALUE)
          .putLong(id.high())
          .putLong(id.low());
    } else {
      putAddress(key, ((ShardItem.ImageBody) decoded).url());
      key.put(BODY).putLong(0).putLong(0).putLong(0);
    }
    return key.put(item.bytes()).array();
  }

  private static void putAddress(ByteBuffer key, String url) {
    Hash128 hash = Hash128.of(url);
    key.putLong(hash.high()).putLong(hash.low());
  }

  /**
   * Groups sorted items by address. If the input has several images for an address, the first
   * counts, unless one of their responses reserves its use.
   */
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
      Optional<FetchResult> known = Optional.empty();
      boolean wanted = false;
      List<EncodedItem> pairs = new ArrayList<>();
      while (head != null && Arrays.equals(first, 0, ADDRESS, head, 0, ADDRESS)) {
        ItemKind kind = head[ADDRESS] == TEXT ? ItemKind.TEXT : ItemKind.IMAGE_BODY;
        EncodedItem item = new EncodedItem(kind, Arrays.copyOfRange(head, KEY, head.length));
        ShardItem decoded = codec.decode(item);
        if (decoded instanceof ShardItem.ImageBody found) {
          url = found.url();
          if (known.isEmpty() || found.refused().isPresent()) {
            known = Optional.of(ofInput(found));
          }
        } else if (decoded instanceof ShardItem.Text text) {
          url = text.judged().image().orElseThrow().imageUrl();
          wanted |= optOut.of(text.judged().document().metadata()).isEmpty();
          pairs.add(item);
        }
        head = sorted.hasNext() ? sorted.next() : null;
      }
      return new Address(url, known, wanted, pairs);
    }
  }
}
