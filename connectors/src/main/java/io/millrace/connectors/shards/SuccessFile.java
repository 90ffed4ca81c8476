package io.millrace.connectors.shards;

import io.millrace.connectors.files.BeamFiles;
import io.millrace.connectors.files.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.fs.ResourceId;

/**
 * {@code _SUCCESS}, written last: the sha256 of the manifest and the reports, in the form {@code
 * sha256sum -c _SUCCESS} takes. The manifest holds those of all other files.
 */
public final class SuccessFile {

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([a-z.]{1,40})");

  private SuccessFile() {}

  /**
   * Hashes the named files of an output and writes {@code _SUCCESS} over them.
   *
   * @param output root of the output
   * @param names names of files directly in it
   */
  public static void write(ResourceId output, List<String> names) throws IOException {
    DurableFiles.write(BeamFiles.resolve(output, Shards.SUCCESS), bytes(output, names));
  }

  /** What {@link #write} writes. */
  public static byte[] bytes(ResourceId output, List<String> names) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String name : names.stream().sorted().toList()) {
      lines.append(sha256(BeamFiles.resolve(output, name))).append("  ").append(name).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Hashes by file name.
   *
   * @throws IOException when the file is missing or in another form
   */
  public static SortedMap<String, String> read(ResourceId output) throws IOException {
    String text =
        new String(
            readAll(BeamFiles.resolve(output, Shards.SUCCESS), 1 << 16), StandardCharsets.UTF_8);
    SortedMap<String, String> hashes = new TreeMap<>();
    if (!text.endsWith("\n")) {
      throw new IOException("it is cut");
    }
    for (String line : text.substring(0, text.length() - 1).split("\n", -1)) {
      Matcher matcher = LINE.matcher(line);
      if (!matcher.matches() || hashes.put(matcher.group(2), matcher.group(1)) != null) {
        throw new IOException("a line is not 'sha256  name'");
      }
    }
    return hashes;
  }

  static byte[] readAll(ResourceId file, int limit) throws IOException {
    try (InputStream in = Channels.newInputStream(BeamFiles.open(file))) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IOException("it is larger than " + limit + " bytes");
      }
      return bytes;
    }
  }

  /** Hash of a file's bytes, in hex. */
  public static String sha256(ResourceId file) throws IOException {
    MessageDigest digest = HashingOutput.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Channels.newInputStream(BeamFiles.open(file))) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
