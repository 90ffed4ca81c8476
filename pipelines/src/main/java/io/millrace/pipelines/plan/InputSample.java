package io.millrace.pipelines.plan;

import io.millrace.connectors.files.ObjectStores;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.files.InputFiles;
import io.millrace.connectors.read.files.InputFiles.CutFile;
import io.millrace.connectors.read.files.RecordReaders;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.settings.Address;
import io.millrace.pipelines.recipe.Recipe;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A sample of a recipe's input, drawn by hashes of record ids: it does not depend on file names,
 * and a larger sample contains the smaller ones. Of an input that is larger than the limit, splits
 * are drawn first, and the number of records is estimated from the share of bytes that was read.
 *
 * @param records in order of their hashes
 * @param read records that were read to draw the sample
 * @param population records of the whole input; an estimate unless all of it was read
 * @param inputBytes bytes of all files
 * @param readBytes bytes that were read
 */
public record InputSample(
    List<InputRecord> records, long read, double population, long inputBytes, double readBytes) {

  public InputSample {
    records = Collections.unmodifiableList(new ArrayList<>(records));
  }

  /** Whether all of the input was read, so that the number of records is known. */
  public boolean isWhole() {
    return readBytes >= inputBytes;
  }

  /** A part of a file, with its share of the file's bytes. */
  private record Part(RecordReader reader, Split split, double bytes, Hash128 order) {}

  /**
   * Draws a sample.
   *
   * @param size most records
   * @param maxBytes most bytes of the splits that are read
   * @throws ConfigException when an input matches no file
   */
  public static InputSample draw(Recipe recipe, int size, long maxBytes) throws IOException {
    ObjectStores.prepare();
    List<Part> parts = new ArrayList<>();
    long inputBytes = 0;
    for (Recipe.Input input : recipe.inputs()) {
      inputBytes += add(input, parts);
    }
    if (inputBytes > maxBytes) {
      parts.sort(Comparator.comparing(Part::order));
    }
    Draw draw = new Draw(size);
    double readBytes = 0;
    for (Part part : parts) {
      if (readBytes > 0 && readBytes + part.bytes() > maxBytes && inputBytes > maxBytes) {
        continue;
      }
      part.reader().read(part.split(), draw);
      readBytes += part.bytes();
    }
    boolean whole = inputBytes <= maxBytes || readBytes >= inputBytes;
    double population = whole ? draw.read : draw.read * (inputBytes / Math.max(1, readBytes));
    return new InputSample(
        draw.records(), draw.read, population, inputBytes, whole ? inputBytes : readBytes);
  }

  /**
   * Settings of an input of files.
   *
   * @throws ConfigException when the input is a stream
   */
  public static InputSettings files(Recipe.Input input) {
    if (input.settings() instanceof InputSettings files) {
      return files;
    }
    throw new ConfigException(
        input.place(),
        "input '"
            + input.kind()
            + "' is a stream, which 'millrace serve' reads; '--input KIND=GLOB' names files"
            + " instead");
  }

  private static long add(Recipe.Input input, List<Part> parts) throws IOException {
    InputSettings settings = files(input);
    RecordReader reader = RecordReaders.of(InputKind.of(input.kind()), settings);
    long bytes = 0;
    try {
      for (CutFile cut : InputFiles.cut(InputKind.of(input.kind()), settings)) {
        long size = cut.file().size();
        bytes += size;
        for (Split split : cut.splits()) {
          String name = "split\n" + Address.redact(split.path()) + '\n' + split.start();
          double share = (double) size / cut.splits().size();
          parts.add(new Part(reader, split, share, Hash128.of(name)));
        }
      }
    } catch (FileNotFoundException | IllegalArgumentException wrong) {
      // no file matches, or no file system has this scheme
      throw new ConfigException(input.place(), wrong.getMessage());
    }
    return bytes;
  }

  /** Keeps the records whose ids have the smallest hashes. */
  private static final class Draw implements RecordSink {
    private final int size;
    private final TreeMap<Hash128, InputRecord> kept = new TreeMap<>();
    private long read;

    Draw(int size) {
      this.size = size;
    }

    @Override
    public void accept(InputRecord found) {
      read++;
      Hash128 hash = Hash128.of("plan\n" + found.id());
      if (kept.size() == size && hash.compareTo(kept.lastKey()) >= 0) {
        return;
      }
      kept.putIfAbsent(hash, found);
      if (kept.size() > size) {
        kept.pollLastEntry();
      }
    }

    @Override
    public void skip(String kind) {}

    List<InputRecord> records() {
      return kept.entrySet().stream().map(Map.Entry::getValue).toList();
    }
  }
}
