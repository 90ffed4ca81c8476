package io.millrace.trainer.contrast;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.millrace.corpus.Hash128;
import io.millrace.trainer.data.PairShards;
import io.millrace.trainer.data.ShardException;
import it.unimi.dsi.fastutil.ints.IntArrayList;
import it.unimi.dsi.fastutil.longs.LongArrayList;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarFile;

/**
 * Positions of images and texts in shards of image-text pairs (WebDataset layout,
 * docs/reference/output.md). The headers of the tars are read once; then any pair can be read.
 * Takes 36 bytes of memory per pair.
 */
public final class PairIndex {

  private static final long MAX_IMAGE = 64L << 20;
  private static final long MAX_TEXT = 1L << 20;
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<Path> shards;
  private final String identity;
  private final IntArrayList shardOf = new IntArrayList();
  private final LongArrayList imageStart = new LongArrayList();
  private final IntArrayList imageBytes = new IntArrayList();
  private final LongArrayList textStart = new LongArrayList();
  private final IntArrayList textBytes = new IntArrayList();
  private final LongArrayList ids = new LongArrayList();
  private long incomplete;

  private PairIndex(List<Path> shards) {
    this.shards = List.copyOf(shards);
    StringBuilder names = new StringBuilder();
    for (int i = 0; i < shards.size(); i++) {
      long size = size(shards.get(i));
      names.append(shards.get(i).getFileName()).append(' ').append(size).append('\n');
      scan(i);
    }
    this.identity = Hash128.of(names.toString().getBytes(StandardCharsets.UTF_8)).toHex();
  }

  /**
   * The shards of a finished run, or of a stream's finished windows.
   *
   * @param output folder of the run, with its manifest.json
   * @throws ShardException naming a shard that is missing, damaged or not that of the manifest
   */
  public static PairIndex ofRun(Path output) {
    return of(PairShards.of(output));
  }

  /**
   * Some tars.
   *
   * @throws ShardException naming a tar that is missing or damaged, or when there are no pairs
   */
  public static PairIndex of(List<Path> tars) {
    PairIndex index = new PairIndex(tars);
    if (index.pairs() == 0) {
      throw new ShardException(
          "no image-text pairs in "
              + (tars.isEmpty() ? "an output without tars" : tars.toString()));
    }
    return index;
  }

  private static long size(Path tar) {
    try {
      return Files.size(tar);
    } catch (IOException e) {
      throw new ShardException(tar + " is missing or cannot be read", e);
    }
  }

  private void scan(int shard) {
    Path file = shards.get(shard);
    try (TarFile tar = new TarFile(file)) {
      Sample sample = new Sample("");
      for (TarArchiveEntry entry : tar.getEntries()) {
        String name = entry.getName();
        int dot = name.indexOf('.', name.lastIndexOf('/') + 1);
        if (!entry.isFile() || dot < 0) {
          continue;
        }
        if (!name.substring(0, dot).equals(sample.key)) {
          add(shard, sample);
          sample = new Sample(name.substring(0, dot));
        }
        sample.see(name.substring(dot + 1), entry, tar);
      }
      add(shard, sample);
    } catch (IOException | IllegalArgumentException e) {
      throw new ShardException(file + " is damaged: " + e.getMessage(), e);
    }
  }

  private void add(int shard, Sample sample) {
    if (sample.key.isEmpty()) {
      return;
    }
    if (sample.image < 0 || sample.text < 0) {
      incomplete++;
      return;
    }
    shardOf.add(shard);
    imageStart.add(sample.image);
    imageBytes.add(sample.imageSize);
    textStart.add(sample.text);
    textBytes.add(sample.textSize);
    Hash128 id = Hash128.of(sample.id.getBytes(StandardCharsets.UTF_8));
    ids.add(Long.parseUnsignedLong(id.toHex().substring(0, 16), 16));
  }

  private static final class Sample {
    private final String key;
    private String id;
    private long image = -1;
    private int imageSize;
    private long text = -1;
    private int textSize;

    Sample(String key) {
      this.key = key;
      this.id = key;
    }

    void see(String ending, TarArchiveEntry entry, TarFile tar) throws IOException {
      switch (ending) {
        case "jpg", "jpeg", "png", "webp" -> {
          if (entry.getSize() <= MAX_IMAGE) {
            image = entry.getDataOffset();
            imageSize = (int) entry.getSize();
          }
        }
        case "txt" -> {
          if (entry.getSize() <= MAX_TEXT) {
            text = entry.getDataOffset();
            textSize = (int) entry.getSize();
          }
        }
        case "json" -> {
          if (entry.getSize() <= MAX_TEXT) {
            try (InputStream in = tar.getInputStream(entry)) {
              id = JSON.readTree(in).path("id").asText(key);
            }
          }
        }
        default -> {
          // training does not use other files of a sample
        }
      }
    }
  }

  public int pairs() {
    return shardOf.size();
  }

  /** Samples that are left out: without image or text, or with one that is too large. */
  public long incomplete() {
    return incomplete;
  }

  /** Hash of names and sizes of the shards, in their order. */
  String identity() {
    return identity;
  }

  /** Whether a pair is in a share of all pairs, decided by its id only. */
  boolean among(int pair, double share) {
    // 53 bits of the hash as a number in [0, 1)
    return (ids.getLong(pair) >>> 11) * 0x1.0p-53 < share;
  }

  Path shard(int pair) {
    return shards.get(shardOf.getInt(pair));
  }

  /** Position of a pair, for messages. */
  String where(int pair) {
    return shard(pair) + " at byte " + imageStart.getLong(pair);
  }

  long imageStart(int pair) {
    return imageStart.getLong(pair);
  }

  int imageBytes(int pair) {
    return imageBytes.getInt(pair);
  }

  long textStart(int pair) {
    return textStart.getLong(pair);
  }

  int textBytes(int pair) {
    return textBytes.getInt(pair);
  }
}
