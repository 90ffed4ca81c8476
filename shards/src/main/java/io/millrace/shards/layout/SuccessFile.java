package io.millrace.shards.layout;

import io.millrace.shards.file.HashingOutput;
import io.millrace.shards.file.StoredFile;
import io.millrace.shards.file.StoredFolder;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code _SUCCESS}, which is written last. It has the SHA-256 of the manifest and the reports, in
 * the format of {@code sha256sum -c _SUCCESS}; the manifest has those of all other files.
 */
public final class SuccessFile {

  private static final Pattern LINE = Pattern.compile("([0-9a-f]{64})  ([a-z.]{1,40})");

  private SuccessFile() {}

  /**
   * Hashes the named files of an output and returns the bytes of {@code _SUCCESS}.
   *
   * @param names names of files in the output's root
   */
  public static byte[] bytes(StoredFolder output, List<String> names) throws IOException {
    StringBuilder lines = new StringBuilder();
    for (String name : names.stream().sorted().toList()) {
      lines.append(sha256(output.file(name))).append("  ").append(name).append('\n');
    }
    return lines.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * Hashes by file name.
   *
   * @throws IOException when the file is missing or in another form
   */
  public static SortedMap<String, String> read(StoredFolder output) throws IOException {
    String text = new String(readAll(output.file(Shards.SUCCESS), 1 << 16), StandardCharsets.UTF_8);
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

  public static byte[] readAll(StoredFile file, int limit) throws IOException {
    try (InputStream in = file.stream()) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new IOException("it is larger than " + limit + " bytes");
      }
      return bytes;
    }
  }

  /** Hash of a file's bytes, in hex. */
  public static String sha256(StoredFile file) throws IOException {
    MessageDigest digest = HashingOutput.sha256();
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = file.stream()) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
      }
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
