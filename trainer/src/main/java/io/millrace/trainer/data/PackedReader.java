package io.millrace.trainer.data;

import io.millrace.trainer.data.DocumentOrder.Pick;
import io.millrace.trainer.data.ReaderPlace.GroupPlace;
import io.millrace.trainer.tokenizer.TextTokenizer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Packs documents into sequences one after the other, each with its end of text, without padding. A
 * document that does not fit continues in the next sequence, with positions from 0 and without
 * attention to the part before. The last token before the split still learns its next token, so
 * every token except a document's first is learned once. The rest of the last batch is filled with
 * ends of text without loss.
 */
final class PackedReader implements ResumableReader<Batch> {

  /** A document that is being tokenised. */
  private record Coming(Pick pick, CompletableFuture<int[]> tokens) {}

  private static final int AHEAD = 8;
  private static final long AHEAD_BYTES = 64L << 20;

  private final DocumentOrder order;
  private final FillInTheMiddle encoder;
  private final String data;
  private final int sequences;
  private final int length;
  private final int endOfText;
  private final int ahead;
  private final ExecutorService threads;
  private final ArrayDeque<Coming> coming = new ArrayDeque<>();
  private long comingBytes;

  private final GroupPlace[] places;
  private Pick current;
  private int[] tokens;
  private int offset;

  PackedReader(
      DocumentOrder order, TextTokenizer tokenizer, DataSettings settings, ReaderPlace from) {
    this.order = order;
    this.encoder = new FillInTheMiddle(tokenizer, settings);
    this.data = from.data();
    this.sequences = settings.batch();
    this.length = settings.sequenceLength();
    this.endOfText = tokenizer.endOfText();
    this.ahead = settings.threads() == 1 ? 1 : AHEAD * settings.threads();
    this.threads = settings.threads() == 1 ? null : pool(settings.threads());
    this.places = from.groups().toArray(new GroupPlace[0]);
    this.offset = from.offset();
  }

  private static ExecutorService pool(int count) {
    return Executors.newFixedThreadPool(
        count,
        work -> {
          Thread thread = new Thread(work, "tokenise");
          thread.setDaemon(true);
          return thread;
        });
  }

  @Override
  public Optional<Batch> next() {
    int[] ids = new int[Math.multiplyExact(sequences, length)];
    int[] targets = new int[ids.length];
    int[] positions = new int[ids.length];
    int[] documents = new int[ids.length];
    Arrays.fill(ids, endOfText);
    Arrays.fill(targets, Batch.IGNORED);
    for (int row = 0; row < sequences; row++) {
      int document = 0;
      for (int at = 0; at < length; document++) {
        int from = row * length + at;
        int count = Math.min(length - at, advance() ? tokens.length - offset : length - at);
        for (int i = 0; i < count; i++) {
          positions[from + i] = i;
          documents[from + i] = document;
        }
        if (current != null) {
          copy(ids, targets, from, count);
        } else if (from == 0) {
          return Optional.empty();
        }
        at += count;
      }
    }
    return Optional.of(new Batch(sequences, length, ids, targets, positions, documents));
  }

  private void copy(int[] ids, int[] targets, int from, int count) {
    System.arraycopy(tokens, offset, ids, from, count);
    int learned = Math.min(count, tokens.length - offset - 1);
    System.arraycopy(tokens, offset + 1, targets, from, learned);
    offset += count;
    if (offset == tokens.length) {
      GroupPlace before = places[current.group()];
      places[current.group()] =
          new GroupPlace(before.given() + current.item().size().weight(), current.after());
      current = null;
      offset = 0;
    }
  }

  /** Whether there is a document with unread tokens. */
  private boolean advance() {
    if (current != null) {
      return true;
    }
    while (coming.size() < ahead && (coming.isEmpty() || comingBytes < AHEAD_BYTES)) {
      Pick pick = order.next();
      if (pick == null) {
        break;
      }
      coming.add(new Coming(pick, encoded(pick)));
      comingBytes += pick.item().size().bytes();
    }
    if (coming.isEmpty()) {
      return false;
    }
    Coming next = coming.remove();
    comingBytes -= next.pick.item().size().bytes();
    current = next.pick;
    try {
      tokens = next.tokens.join();
    } catch (CompletionException failed) {
      throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
    }
    if (offset >= tokens.length) {
      throw new ShardException("the state of the reader does not fit its documents");
    }
    return true;
  }

  private CompletableFuture<int[]> encoded(Pick pick) {
    if (pick.item().tokens() != null) {
      return CompletableFuture.completedFuture(pick.item().tokens());
    }
    return threads == null
        ? CompletableFuture.completedFuture(encoder.encode(pick.item(), pick.pass()))
        : CompletableFuture.supplyAsync(() -> encoder.encode(pick.item(), pick.pass()), threads);
  }

  @Override
  public ReaderState state() {
    return new ReaderPlace(data, offset, new ArrayList<>(List.of(places))).toState();
  }

  @Override
  public void close() {
    if (threads != null) {
      threads.shutdownNow();
    }
    order.close();
  }
}
