package io.millrace.connectors.files;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.SeekableByteChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.beam.sdk.io.FileSystems;
import org.apache.beam.sdk.io.fs.EmptyMatchTreatment;
import org.apache.beam.sdk.io.fs.MatchResult;
import org.apache.beam.sdk.io.fs.MoveOptions.StandardMoveOptions;
import org.apache.beam.sdk.io.fs.ResolveOptions.StandardResolveOptions;
import org.apache.beam.sdk.io.fs.ResourceId;

/** Opens, finds and deletes files on any Beam FileSystem. */
public final class BeamFiles {

  /** Schemes of read-only file systems. */
  public static final List<String> READ_ONLY = List.of("https", "http", "hf");

  private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][-a-zA-Z0-9+.]*):/.*");

  private static final String FILE = "file:";

  private static final Duration FIRST_WAIT = Duration.ofSeconds(1);

  /** Build profiles that add a file system. */
  private static final Map<String, String> PROFILES = Map.of("gs", "gcs");

  private BeamFiles() {}

  /**
   * Checks that an address has a file system.
   *
   * @throws IllegalArgumentException when there is none or its environment variables are wrong; the
   *     message says how to add the file system, if known
   */
  public static void checkScheme(String address) {
    if (isLocal(address)) {
      return;
    }
    String scheme = address.substring(0, address.indexOf(':'));
    ObjectStores.check(scheme);
    try {
      FileSystems.matchNewResource(scheme + "://bucket/object", false);
    } catch (IllegalArgumentException none) {
      String profile = PROFILES.getOrDefault(scheme, "");
      String hint = profile.isEmpty() ? "" : "; build millrace with the Maven profile " + profile;
      throw new IllegalArgumentException("no file system for " + address + hint, none);
    }
  }

  /** Whether an address is a path, or begins with {@code file:}. */
  public static boolean isLocal(String address) {
    Matcher matcher = SCHEME.matcher(address);
    return !matcher.matches() || matcher.group(1).equals("file");
  }

  /**
   * Checks that an address has a writable file system.
   *
   * @throws IllegalArgumentException when it has none
   */
  public static void checkWritable(String address) {
    checkScheme(address);
    Matcher matcher = SCHEME.matcher(address);
    if (matcher.matches() && READ_ONLY.contains(matcher.group(1))) {
      throw new IllegalArgumentException(address + ": read-only file system " + matcher.group(1));
    }
  }

  /** Whether an address is http or https and has a host. */
  public static boolean isOfServer(URI address) {
    boolean known = "https".equals(address.getScheme()) || "http".equals(address.getScheme());
    return known && address.getHost() != null;
  }

  /** The file at an address: a local path, or an address of a file system with its scheme. */
  public static ResourceId file(String address) {
    return FileSystems.matchNewResource(withoutFileScheme(address), false);
  }

  /** The folder at an address; see {@link #file}. */
  public static ResourceId folder(String address) {
    return FileSystems.matchNewResource(withoutFileScheme(address), true);
  }

  /**
   * The path of a local address. Beam would treat file:///data as a path below the current folder.
   */
  public static String withoutFileScheme(String address) {
    if (!address.startsWith(FILE)) {
      return address;
    }
    String path = address.substring(FILE.length());
    return path.startsWith("//") ? path.substring(2) : path;
  }

  /** The file at a relative path with '/' below a directory. */
  public static ResourceId resolve(ResourceId directory, String path) {
    ResourceId at = directory;
    String[] names = path.split("/", -1);
    for (int i = 0; i < names.length - 1; i++) {
      at = at.resolve(names[i], StandardResolveOptions.RESOLVE_DIRECTORY);
    }
    return at.resolve(names[names.length - 1], StandardResolveOptions.RESOLVE_FILE);
  }

  /**
   * The files that an address or a pattern matches. When there are none, some file systems return
   * an empty list and others throw.
   *
   * @throws FileNotFoundException when this JVM cannot represent the pattern as a local name
   */
  public static List<MatchResult.Metadata> matching(String pattern) throws IOException {
    return matching(List.of(pattern)).get(0);
  }

  /** The same for several patterns; remote stores are queried in parallel. */
  public static List<List<MatchResult.Metadata>> matching(List<String> patterns)
      throws IOException {
    for (String pattern : patterns) {
      if (isLocal(pattern)) {
        LocalNames.check(withoutFileScheme(pattern));
      }
    }
    List<List<MatchResult.Metadata>> all = new ArrayList<>();
    String asked = patterns.isEmpty() ? "" : patterns.get(0);
    try {
      for (MatchResult result : FileSystems.match(patterns, EmptyMatchTreatment.ALLOW)) {
        asked = patterns.get(all.size());
        all.add(result.metadata());
      }
    } catch (IOException failed) {
      throw new IOException(asked + ": " + ObjectStores.reason(failed), failed);
    }
    return all;
  }

  public static boolean exists(ResourceId file) throws IOException {
    return !matching(file.toString()).isEmpty();
  }

  /** Deletes the files that an address or a pattern matches. */
  public static void delete(String pattern) throws IOException {
    List<ResourceId> found =
        matching(pattern).stream().map(MatchResult.Metadata::resourceId).toList();
    FileSystems.delete(found, StandardMoveOptions.IGNORE_MISSING_FILES);
  }

  /**
   * Opens the raw bytes of a file, without decompression. After a broken connection the file is
   * opened again at the same position.
   */
  public static ReadableByteChannel open(String path) throws IOException {
    return open(file(path));
  }

  public static ReadableByteChannel open(ResourceId file) throws IOException {
    ReadableByteChannel channel = opened(file);
    return channel instanceof SeekableByteChannel seekable && !file.getScheme().equals("file")
        ? new SteadyChannel(
            file.toString(), seekable, () -> (SeekableByteChannel) opened(file), FIRST_WAIT)
        : channel;
  }

  private static ReadableByteChannel opened(ResourceId file) throws IOException {
    try {
      return FileSystems.open(file);
    } catch (RuntimeException answer) {
      throw ObjectStores.failure(file.toString(), answer);
    }
  }
}
