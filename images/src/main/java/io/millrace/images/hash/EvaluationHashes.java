package io.millrace.images.hash;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Hashes of images that evaluation sets have. A file has a hash a line: 16 hexadecimal digits of
 * {@link PerceptualHash#pHash}, and behind white space what the image is to be called, if anything.
 * Empty lines and those that start with # do not count. Safe for any number of threads.
 */
public final class EvaluationHashes {

  private static final int DIGITS = 16;

  private final HammingIndex index;
  private final List<String> names;
  private final int distance;

  private EvaluationHashes(HammingIndex index, List<String> names, int distance) {
    this.index = index;
    this.names = names;
    this.distance = distance;
  }

  /**
   * An image of an evaluation set.
   *
   * @param name what the file calls it, or its hash
   * @param distance bits of 64 in which the hashes differ
   */
  public record Match(String name, int distance) {}

  /**
   * Reads the files that the settings name.
   *
   * @throws IllegalArgumentException when one does not exist, has a line that is no hash, or none
   *     at all
   */
  public static EvaluationHashes read(ImageDedupSettings settings) {
    List<Long> hashes = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (String file : settings.evaluationHashes()) {
      int before = hashes.size();
      read(Path.of(file), hashes, names);
      if (hashes.size() == before) {
        throw new IllegalArgumentException("evaluation_hashes: '" + file + "' has no hash");
      }
    }
    long[] all = hashes.stream().mapToLong(Long::longValue).toArray();
    return new EvaluationHashes(new HammingIndex(all), names, settings.evaluationDistance());
  }

  private static void read(Path file, List<Long> hashes, List<String> names) {
    if (!Files.isRegularFile(file)) {
      throw new IllegalArgumentException(
          "evaluation_hashes has '" + file + "', which is not a file");
    }
    try (BufferedReader lines = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      int number = 0;
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        number++;
        String content = line.strip();
        if (!content.isEmpty() && content.charAt(0) != '#') {
          String hex = content.length() < DIGITS ? content : content.substring(0, DIGITS);
          String name = content.substring(hex.length());
          if (!hex.matches("[0-9a-fA-F]{16}")
              || !name.isEmpty() && !Character.isWhitespace(name.charAt(0))) {
            throw new IllegalArgumentException(
                "evaluation_hashes: line "
                    + number
                    + " of '"
                    + file
                    + "' has no hash of 16 digits");
          }
          hashes.add(Long.parseUnsignedLong(hex, 16));
          names.add(name.isBlank() ? hex : name.strip());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int size() {
    return index.size();
  }

  /** The image of an evaluation set that is most like this one, if any is like it. */
  public Optional<Match> nearest(ImageHash hash) {
    int place = index.nearest(hash.pHash(), distance);
    return place < 0
        ? Optional.empty()
        : Optional.of(
            new Match(names.get(place), PerceptualHash.distance(hash.pHash(), index.hash(place))));
  }
}
