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
 * Hashes of the images of evaluation sets. A file has one hash per line: 16 hexadecimal digits of
 * {@link PerceptualHash#pHash}, then optionally white space and a name of the image. Empty lines
 * and lines that start with # are skipped. Thread-safe.
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
   * @param name its name in the file, or its hash
   * @param distance number of the 64 bits in which the hashes differ
   */
  public record Match(String name, int distance) {}

  /**
   * Reads the files that the settings name.
   *
   * @throws IllegalArgumentException if a file does not exist, has a line that is not a hash, or
   *     has no hash
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

  /**
   * The most similar image of the evaluation sets, if one is within the distance of the settings.
   */
  public Optional<Match> nearest(ImageHash hash) {
    int place = index.nearest(hash.pHash(), distance);
    return place < 0
        ? Optional.empty()
        : Optional.of(
            new Match(names.get(place), PerceptualHash.distance(hash.pHash(), index.hash(place))));
  }
}
