package io.millrace.pipelines.item;

import io.millrace.api.Reason;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.EncodedDocument;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.Origin;
import io.millrace.corpus.Verdict;
import io.millrace.dedup.DuplicateMark;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Encodes and decodes {@link ShardItem}s. The bytes of a document begin with its language and id
 * (those of a pair with its id), so their unsigned order is the order of a shard. The content
 * breaks ties, so the order does not depend on arrival. {@link ItemKind} has the kinds and their
 * versions. The bytes live only within a run. Not thread-safe.
 */
public final class ShardItemCodec {

  private static final byte PASSED = 0;
  private static final byte DROPPED = 1;
  private static final byte FAILED = 2;

  private static final DropReason[] DROP_REASONS = DropReason.values();
  private static final FailReason[] FAIL_REASONS = FailReason.values();

  private final ByteSink out = new ByteSink();

  public EncodedItem encode(ShardItem item) {
    out.clear();
    return new EncodedItem(put(item), out.toByteArray());
  }

  private ItemKind put(ShardItem item) {
    if (item instanceof ShardItem.Text text) {
      putText(text.judged());
      return ItemKind.TEXT;
    } else if (item instanceof ShardItem.Duplicate duplicate) {
      out.putBytes(duplicate.mark().toBytes());
      return ItemKind.DUPLICATE;
    } else if (item instanceof ShardItem.ReadCounts counts) {
      putCounts(counts);
      return ItemKind.READ_COUNTS;
    } else if (item instanceof ShardItem.ScoreFloors score) {
      out.putVarint(score.floors().size());
      for (Map.Entry<String, Double> floor : score.floors().entrySet()) {
        out.putText(floor.getKey());
        out.putDouble(floor.getValue());
      }
      return ItemKind.SCORE_FLOORS;
    } else if (item instanceof ShardItem.ImageBody body) {
      out.putText(body.url());
      out.putVarint(body.refused().map(reason -> reason.ordinal() + 1).orElse(0));
      out.putSizedBytes(body.bytes());
      return ItemKind.IMAGE_BODY;
    }
    throw new IllegalArgumentException("no kind of item is " + item);
  }

  /**
   * Decodes an item.
   *
   * @throws IllegalArgumentException when the item is a pack, a piece, marks or the like
   */
  public ShardItem decode(EncodedItem item) {
    ByteSource in = new ByteSource(item.bytes());
    return switch (item.kind()) {
      case TEXT -> new ShardItem.Text(takeText(in).decoded());
      case DUPLICATE ->
          new ShardItem.Duplicate(DuplicateMark.fromBytes(in.takeBytes(DuplicateMark.BYTES)));
      case READ_COUNTS -> takeCounts(in);
      case SCORE_FLOORS -> takeFloors(in);
      case IMAGE_BODY -> takeImageBody(in);
      default -> throw new IllegalArgumentException("not an item of a shard: " + item);
    };
  }

  /**
   * Decodes a document, but leaves its text in UTF-8.
   *
   * @param text bytes of an item of the kind {@link ItemKind#TEXT}
   */
  public static Unread decodeUnread(byte[] text) {
    return takeText(new ByteSource(text));
  }

  /**
   * A document whose text is not decoded.
   *
   * @param judged the result of the chain; its document has no text
   * @param text text of the document in UTF-8
   */
  public record Unread(Judged judged, byte[] text) {

    public EncodedDocument document() {
      return new EncodedDocument(judged.document(), text);
    }

    /** The result with the text in its document. */
    public Judged decoded() {
      return judged.withDocument(document().decoded());
    }
  }

  private void putText(Judged judged) {
    Document document = judged.document();
    // pairs of all languages are in one file, in order of their ids
    String first = judged.image().isPresent() ? "" : document.language();
    out.putBytes(first.replace("\0", "").getBytes(StandardCharsets.UTF_8));
    out.putByte(0);
    putHash(judged.id());
    out.putText(document.timestamp());
    out.putText(document.url());
    out.putText(document.source());
    out.putDouble(document.languageScore());
    out.putVarint(document.metadata().size());
    for (Map.Entry<String, String> entry : document.metadata().entrySet()) {
      out.putText(entry.getKey());
      out.putText(entry.getValue());
    }
    putVerdict(judged.ended(), judged.stage());
    out.putVarint(judged.signals().length);
    for (double signal : judged.signals()) {
      out.putDouble(signal);
    }
    out.putText(document.text());
    out.putByte(document.origin().isPresent() ? 1 : 0);
    document.origin().ifPresent(this::putOrigin);
    out.putByte(judged.image().isPresent() ? 1 : 0);
    judged
        .image()
        .ifPresent(
            image -> {
              out.putText(document.language());
              ImagePartCodec.put(image, out);
            });
  }

  private void putOrigin(Origin origin) {
    out.putText(origin.id());
    out.putText(origin.style());
    out.putText(origin.model());
    out.putText(origin.prompt());
    out.putVarint(origin.passages());
  }

  private static Optional<Origin> takeOrigin(ByteSource in) {
    return in.takeByte() == 0
        ? Optional.empty()
        : Optional.of(
            new Origin(in.takeText(), in.takeText(), in.takeText(), in.takeText(), in.takeSize()));
  }

  /** Encodes a verdict that drops or fails a document. */
  public byte[] encodeVerdict(Verdict verdict) {
    out.clear();
    putVerdict(Optional.of(verdict), 0);
    return out.toByteArray();
  }

  /** Decodes the result of {@link #encodeVerdict}. */
  public static Verdict decodeVerdict(byte[] bytes) {
    ByteSource in = new ByteSource(bytes);
    int kind = in.takeByte();
    in.takeSize();
    return takeVerdict(in, kind).orElseThrow();
  }

  private void putVerdict(Optional<Verdict> ended, int stage) {
    if (ended.isEmpty()) {
      out.putByte(PASSED);
    } else if (ended.get() instanceof Verdict.Dropped dropped) {
      out.putByte(DROPPED);
      out.putVarint(stage + 1L);
      putReason(dropped.reason());
      out.putText(dropped.signal());
      out.putDouble(dropped.value());
      out.putDouble(dropped.threshold());
      out.putText(dropped.duplicateOf());
    } else if (ended.get() instanceof Verdict.Failed failed) {
      out.putByte(FAILED);
      out.putVarint(stage + 1L);
      out.putText(failed.stage());
      out.putVarint(failed.reason().ordinal());
      out.putText(failed.detail());
    } else {
      throw new IllegalArgumentException("no stage ends a document with " + ended.get());
    }
  }

  /** Ordinal that announces the texts of a plugin's reason. */
  private static final int OF_PLUGIN = DROP_REASONS.length;

  /** A plugin's reason as texts: only the chain needs the plugin's class. */
  private record SentReason(String key, String stage, String description) implements Reason {}

  private void putReason(Reason reason) {
    if (reason instanceof DropReason builtIn) {
      out.putVarint(builtIn.ordinal());
    } else {
      out.putVarint(OF_PLUGIN);
      out.putText(reason.key());
      out.putText(reason.stage());
      out.putText(reason.description());
    }
  }

  private static Reason takeReason(ByteSource in) {
    int place = in.takeSize();
    return place == OF_PLUGIN
        ? new SentReason(in.takeText(), in.takeText(), in.takeText())
        : DROP_REASONS[place];
  }

  private static Unread takeText(ByteSource in) {
    String first = in.takeTerminated();
    Hash128 id = takeHash(in);
    String timestamp = in.takeText();
    String url = in.takeText();
    String source = in.takeText();
    double score = in.takeDouble();
    SortedMap<String, String> metadata = new TreeMap<>();
    for (int left = in.takeSize(); left > 0; left--) {
      metadata.put(in.takeText(), in.takeText());
    }
    int kind = in.takeByte();
    int stage = kind == PASSED ? Judged.PASSED : in.takeSize() - 1;
    Optional<Verdict> ended = takeVerdict(in, kind);
    double[] signals = new double[in.takeSize()];
    for (int i = 0; i < signals.length; i++) {
      signals[i] = in.takeDouble();
    }
    byte[] text = in.takeSizedBytes();
    Optional<Origin> origin = takeOrigin(in);
    boolean pair = in.takeByte() == 1;
    String language = pair ? in.takeText() : first;
    Document document =
        new Document(id.toHex(), "", url, timestamp, source, language, score, metadata, origin);
    Optional<ImagePart> image = pair ? Optional.of(ImagePartCodec.take(in)) : Optional.empty();
    return new Unread(new Judged(id, document, ended, stage, signals, image), text);
  }

  private static Optional<Verdict> takeVerdict(ByteSource in, int kind) {
    return switch (kind) {
      case PASSED -> Optional.empty();
      case DROPPED ->
          Optional.of(
              new Verdict.Dropped(
                  takeReason(in), in.takeText(), in.takeDouble(), in.takeDouble(), in.takeText()));
      case FAILED ->
          Optional.of(
              new Verdict.Failed(in.takeText(), FAIL_REASONS[in.takeSize()], in.takeText()));
      default -> throw new IllegalArgumentException("verdict of unknown kind " + kind);
    };
  }

  private void putCounts(ShardItem.ReadCounts counts) {
    out.putText(counts.kind());
    out.putVarint(counts.records());
    out.putVarint(counts.skipped().size());
    for (Map.Entry<String, Long> entry : counts.skipped().entrySet()) {
      out.putText(entry.getKey());
      out.putVarint(entry.getValue());
    }
  }

  private static ShardItem takeCounts(ByteSource in) {
    String kind = in.takeText();
    long records = in.takeVarint();
    SortedMap<String, Long> skipped = new TreeMap<>();
    for (int left = in.takeSize(); left > 0; left--) {
      skipped.put(in.takeText(), in.takeVarint());
    }
    return new ShardItem.ReadCounts(kind, records, skipped);
  }

  private static ShardItem takeFloors(ByteSource in) {
    SortedMap<String, Double> floors = new TreeMap<>();
    for (int left = in.takeSize(); left > 0; left--) {
      floors.put(in.takeText(), in.takeDouble());
    }
    return new ShardItem.ScoreFloors(floors);
  }

  private static ShardItem takeImageBody(ByteSource in) {
    String url = in.takeText();
    int refused = in.takeSize();
    return new ShardItem.ImageBody(
        url,
        refused == 0 ? Optional.empty() : Optional.of(DROP_REASONS[refused - 1]),
        in.takeSizedBytes());
  }

  private void putHash(Hash128 hash) {
    out.putLong(hash.high());
    out.putLong(hash.low());
  }

  private static Hash128 takeHash(ByteSource in) {
    return new Hash128(in.takeLong(), in.takeLong());
  }
}
