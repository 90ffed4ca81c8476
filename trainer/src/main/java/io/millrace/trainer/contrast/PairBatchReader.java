package io.millrace.trainer.contrast;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.image.ModelImage;
import io.millrace.trainer.data.ReaderState;
import io.millrace.trainer.data.ResumableReader;
import io.millrace.trainer.data.ShardException;
import io.millrace.trainer.tokenizer.TextTokenizer;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches of image-text pairs. Each epoch shuffles all pairs with the seed and the epoch's number.
 * The rest of an epoch that fills no batch is left out. Images that cannot be decoded and texts
 * without tokens are logged, counted and skipped. For one thread.
 */
public final class PairBatchReader implements ResumableReader<PairBatch> {

  private static final Logger LOG = LoggerFactory.getLogger(PairBatchReader.class);
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int FORMAT = 1;

  private final PairIndex index;
  private final PairReaderSettings settings;
  private final TextTokenizer tokenizer;
  private final int side;
  private final int maximumLength;
  private final int[] own;
  private final TreeMap<Path, FileChannel> open = new TreeMap<>();
  private int[] order = {};
  private int epoch;
  private int place;
  private long skipped;

  private PairBatchReader(
      PairIndex index,
      PairReaderSettings settings,
      TextTokenizer tokenizer,
      int side,
      int maximumLength,
      boolean heldOut) {
    this.index = index;
    this.settings = settings;
    this.tokenizer = tokenizer;
    this.side = side;
    this.maximumLength = maximumLength;
    int[] all = new int[index.pairs()];
    int count = 0;
    for (int i = 0; i < all.length; i++) {
      if (index.among(i, settings.heldOut()) == heldOut) {
        all[count++] = i;
      }
    }
    this.own = Arrays.copyOf(all, count);
    if (count < settings.batch() && !heldOut) {
      throw new ShardException(
          "the shards have "
              + count
              + " pairs to train on, fewer than a batch of "
              + settings.batch());
    }
  }

  /**
   * A reader for training.
   *
   * @param model has the size of images and the length of texts
   * @param state where to continue; empty for the beginning
   * @throws IllegalArgumentException if the tokenizer is not the model's
   * @throws ShardException if the state is of other shards or settings
   */
  public static PairBatchReader open(
      PairIndex index,
      PairReaderSettings settings,
      TextTokenizer tokenizer,
      PairModel model,
      Optional<ReaderState> state) {
    PairBatchReader reader =
        new PairBatchReader(
            index,
            settings,
            check(tokenizer, model),
            model.imageSize(),
            model.maximumLength(),
            false);
    reader.shuffle();
    state.ifPresent(reader::restore);
    return reader;
  }

  private static TextTokenizer check(TextTokenizer tokenizer, PairModel model) {
    if (tokenizer.vocabulary() != model.vocabulary()) {
      throw new IllegalArgumentException(
          "the tokenizer has "
              + tokenizer.vocabulary()
              + " ids, the model has "
              + model.vocabulary());
    }
    return tokenizer;
  }

  /** All held-out pairs in the order of the shards; the last batch may be smaller. */
  public static List<PairBatch> heldOut(
      PairIndex index, PairReaderSettings settings, TextTokenizer tokenizer, PairModel model)
      throws IOException {
    List<PairBatch> batches = new ArrayList<>();
    try (PairBatchReader reader =
        new PairBatchReader(
            index,
            settings,
            check(tokenizer, model),
            model.imageSize(),
            model.maximumLength(),
            true)) {
      reader.order = reader.own;
      for (List<Pair> pairs = reader.take(); !pairs.isEmpty(); pairs = reader.take()) {
        batches.add(reader.batch(pairs));
      }
    }
    return batches;
  }

  @Override
  public Optional<PairBatch> next() {
    while (epoch < settings.epochs()) {
      List<Pair> pairs = take();
      if (pairs.size() == settings.batch()) {
        return Optional.of(batch(pairs));
      }
      epoch++;
      place = 0;
      if (epoch < settings.epochs()) {
        shuffle();
      }
    }
    return Optional.empty();
  }

  /** Fisher-Yates shuffle with SplittableRandom, whose numbers are the same in every Java. */
  private void shuffle() {
    order = own.clone();
    SplittableRandom random = new SplittableRandom(settings.seed() * 0x9E3779B97F4A7C15L + epoch);
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
  }

  private record Pair(float[] pixels, int[] tokens) {}

  private List<Pair> take() {
    List<Pair> pairs = new ArrayList<>();
    while (pairs.size() < settings.batch() && place < order.length) {
      read(order[place++]).ifPresent(pairs::add);
    }
    return pairs;
  }

  private Optional<Pair> read(int pair) {
    byte[] text = bytes(pair, index.textStart(pair), index.textBytes(pair));
    int[] tokens = cut(tokenizer.encode(new String(text, StandardCharsets.UTF_8)));
    if (tokens.length == 0) {
      return skip(pair, "its text has no tokens");
    }
    byte[] image = bytes(pair, index.imageStart(pair), index.imageBytes(pair));
    Optional<float[]> pixels =
        ModelImage.of(image, side, settings.crop(), settings.mean(), settings.std());
    return pixels.isEmpty()
        ? skip(pair, "its image cannot be decoded")
        : Optional.of(new Pair(pixels.get(), tokens));
  }

  private Optional<Pair> skip(int pair, String why) {
    skipped++;
    LOG.warn("pair in {} is left out: {}", index.where(pair), why);
    return Optional.empty();
  }

  /** Truncates as the image-text scorer does: the last token stays the last. */
  private int[] cut(int[] tokens) {
    if (tokens.length <= maximumLength) {
      return tokens;
    }
    int[] cut = Arrays.copyOf(tokens, maximumLength);
    cut[maximumLength - 1] = tokens[tokens.length - 1];
    return cut;
  }

  private byte[] bytes(int pair, long start, int count) {
    Path shard = index.shard(pair);
    try {
      FileChannel channel = open.get(shard);
      if (channel == null) {
        channel = FileChannel.open(shard, StandardOpenOption.READ);
        open.put(shard, channel);
      }
      ByteBuffer buffer = ByteBuffer.allocate(count);
      while (buffer.hasRemaining()) {
        if (channel.read(buffer, start + buffer.position()) < 0) {
          throw new EOFException("it ends early");
        }
      }
      return buffer.array();
    } catch (IOException e) {
      throw new ShardException(shard + " cannot be read: " + e.getMessage(), e);
    }
  }

  private PairBatch batch(List<Pair> pairs) {
    int size = 3 * side * side;
    float[] pixels = new float[Math.multiplyExact(pairs.size(), size)];
    int[] lengths = new int[pairs.size()];
    int[] tokens = new int[pairs.stream().mapToInt(pair -> pair.tokens().length).sum()];
    int token = 0;
    for (int i = 0; i < lengths.length; i++) {
      Pair pair = pairs.get(i);
      lengths[i] = pair.tokens().length;
      System.arraycopy(pair.pixels(), 0, pixels, i * size, size);
      System.arraycopy(pair.tokens(), 0, tokens, token, lengths[i]);
      token += lengths[i];
    }
    return new PairBatch(lengths.length, side, pixels, tokens, lengths);
  }

  /** Pairs skipped so far. */
  public long skipped() {
    return skipped;
  }

  @Override
  public ReaderState state() {
    return new ReaderState(
        JSON.createObjectNode()
            .put("format", FORMAT)
            .put("shards", index.identity())
            .put("seed", settings.seed())
            .put("pairs", own.length)
            .put("epoch", epoch)
            .put("place", place)
            .put("skipped", skipped)
            .toString());
  }

  private void restore(ReaderState state) {
    try {
      JsonNode json = JSON.readTree(state.json());
      if (json.path("format").asInt() != FORMAT
          || !json.path("shards").asText().equals(index.identity())
          || json.path("seed").asLong() != settings.seed()
          || json.path("pairs").asInt() != own.length) {
        throw new ShardException(
            "the checkpoint belongs to other shards, another seed or another held-out share");
      }
      epoch = json.path("epoch").asInt();
      place = json.path("place").asInt();
      skipped = json.path("skipped").asLong();
    } catch (JsonProcessingException e) {
      throw new ShardException("the checkpoint's state of the reader is damaged", e);
    }
    if (epoch < settings.epochs()) {
      shuffle();
    }
  }

  @Override
  public void close() throws IOException {
    for (FileChannel channel : open.values()) {
      channel.close();
    }
  }
}
