package io.millrace.shards.layout;

import io.millrace.corpus.Hash128;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Names of the files of an output, relative to its root; the layout is in docs/reference/output.md.
 */
public final class Shards {

  public static final String SHARDS = "shards";
  public static final String REJECTED = "rejected";
  public static final String VERDICTS = "verdicts";
  public static final String CHOICES = "choices";
  public static final String MANIFEST = "manifest.json";
  public static final String SUCCESS = "_SUCCESS";
  public static final String REPORT_HTML = "report.html";
  public static final String REPORT_JSON = "report.json";

  /** Ids that were taken out of a finished output; exists only after a takedown. */
  public static final String TOMBSTONES = "tombstones.jsonl";

  /** Folder of the windows of an output; each window is an output of its own. */
  public static final String WINDOWS = "windows";

  /** The windows of a run over files, with their counts and hashes. */
  public static final String WINDOW_LIST = "windows.json";

  /** Folder of a stream's output with a file for each committed window. */
  public static final String COMMITS = "commits";

  /** Folder of a stream's output with the late records. */
  public static final String LATE = "late";

  /** Folder of unfinished files; a successful run deletes it. */
  public static final String WORK = ".work";

  /** Folder in the work folder for the files that a takedown prepares. */
  public static final String TAKEDOWN = "takedown";

  /** File in the work folder that names the writer of the output. */
  public static final String RUN_LOCK = "run.lock";

  /** File in the work folder that names who reads or changes the finished output. */
  public static final String HOLD_LOCK = "hold.lock";

  /** Folder of documents whose language is unknown; the code of ISO 639. */
  public static final String UNKNOWN_LANGUAGE = "und";

  /** Paths of files in a manifest; groups 2 to 4 are folder, shard and number of shards. */
  public static final Pattern FILE =
      Pattern.compile(
          "(shards|rejected)/([a-z0-9][a-z0-9_-]*)/part-(\\d{5,9})-of-(\\d{5,9})\\.(jsonl\\.zst|parquet)"
              + "|rejected/rephrase/answers-\\d{5,9}-of-\\d{5,9}\\.jsonl\\.zst"
              + "|shards/(\\d{5,9})(-\\d{1,9})?(\\.tar|\\.parquet|_stats\\.json|\\.jsonl)"
              + "|shards/part-(\\d{5,9})-of-(\\d{5,9})\\.parquet"
              + "|(?:verdicts|choices)/part-\\d{5,9}-of-\\d{5,9}\\.parquet");

  private static final int MAX_NAME = 32;

  private static final Pattern COMPANION =
      Pattern.compile("shards/\\d{5,9}(-\\d{1,9})?(\\.parquet|_stats\\.json|\\.jsonl)");

  private Shards() {}

  /**
   * Number of the shard that holds a record: its id, which is a hash, modulo the number of shards.
   */
  public static int shardOf(Hash128 id, int shards) {
    return (int) Long.remainderUnsigned(id.low(), shards);
  }

  /** Number of the shard for an id in hexadecimal. */
  public static int shardOf(String id, int shards) {
    return shardOf(Hash128.fromHex(id), shards);
  }

  /**
   * Number of the shard that holds all pairs of an image, whatever their ids.
   *
   * @param sha256 of the fetched image, in hex
   */
  public static int shardOfImage(String sha256, int shards) {
    return shardOf(imageHash(sha256), shards);
  }

  /** A hash that all pairs of one image share. */
  public static Hash128 imageHash(String sha256) {
    return Hash128.of("image\n" + sha256);
  }

  /** Whether a path is that of a lock, which exists while a command works and holds no data. */
  public static boolean isLock(String path) {
    return path.equals(WORK + '/' + RUN_LOCK) || path.equals(WORK + '/' + HOLD_LOCK);
  }

  /** Whether a path may be that of a file in a manifest. */
  public static boolean isFile(String path) {
    return FILE.matcher(path).matches();
  }

  /** {@code shards/de/part-00000-of-00008.jsonl.zst}. */
  public static String shardPath(String language, int shard, int shards, ShardFormat format) {
    return SHARDS + '/' + languageFolder(language) + '/' + part(shard, shards, format.extension());
  }

  /**
   * {@code shards/00000.tar}, or {@code shards/00000-1.tar} for the second tar of a shard, and the
   * companion files.
   *
   * @param part number of the tar in the shard, from 0
   * @param end end of the name: {@code .tar}, {@code .parquet}, {@code _stats.json} or {@code
   *     .jsonl}
   */
  public static String webDatasetPath(int shard, int part, String end) {
    return SHARDS + '/' + digits(shard, 5) + (part == 0 ? "" : "-" + part) + end;
  }

  /** {@code shards/part-00000-of-00008.parquet}: pairs with their images. */
  public static String imageParquetPath(int shard, int shards) {
    return SHARDS + '/' + part(shard, shards, ShardFormat.PARQUET.extension());
  }

  /**
   * Whether a file of {@link #SHARDS} belongs to a tar and repeats its content: metadata,
   * statistics or training examples.
   */
  public static boolean isCompanion(String path) {
    return COMPANION.matcher(path).matches();
  }

  /** {@code rejected/gopher-quality/part-00000-of-00008.jsonl.zst}. */
  public static String rejectedPath(String stage, int shard, int shards) {
    String part = part(shard, shards, ShardFormat.JSONL.extension());
    return REJECTED + '/' + folder(stage, "unknown") + '/' + part;
  }

  /**
   * {@code rejected/rephrase/answers-00000-of-00008.jsonl.zst}: rephrasings with unused answers.
   */
  public static String answersPath(int shard, int shards) {
    return REJECTED + "/rephrase/answers-" + ofShards(shard, shards, ShardFormat.JSONL.extension());
  }

  /** {@code verdicts/part-00000-of-00008.parquet}. */
  public static String verdictsPath(int shard, int shards) {
    return VERDICTS + '/' + part(shard, shards, ShardFormat.PARQUET.extension());
  }

  /** {@code choices/part-00000-of-00008.parquet}: choices of the rephrasing policy. */
  public static String choicesPath(int shard, int shards) {
    return CHOICES + '/' + part(shard, shards, ShardFormat.PARQUET.extension());
  }

  /** Folder name of a language; safe for any language code. */
  public static String languageFolder(String language) {
    return folder(language, UNKNOWN_LANGUAGE);
  }

  private static String part(int shard, int shards, String extension) {
    return "part-" + ofShards(shard, shards, extension);
  }

  private static String ofShards(int shard, int shards, String extension) {
    if (shard < 0 || shard >= shards) {
      throw new IllegalArgumentException("shard is " + shard + ", must be in 0.." + (shards - 1));
    }
    return digits(shard, 5) + "-of-" + digits(shards, 5) + '.' + extension;
  }

  /** A number padded with zeros to a width. */
  public static String digits(long number, int width) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }

  /**
   * A name that is valid on every file system. A name of lower-case ASCII letters, digits, '-' and
   * '_' is unchanged. Any other name keeps these characters and ends in a hash of the whole name,
   * so two names never share a folder, even if the file system ignores case.
   */
  private static String folder(String name, String whenEmpty) {
    if (name.isEmpty()) {
      return whenEmpty;
    }
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < name.length() && safe.length() < MAX_NAME; i++) {
      char c = name.charAt(i);
      if (c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-' || c == '_') {
        safe.append(c);
      }
    }
    if (safe.toString().equals(name) && isPlain(name)) {
      return name;
    }
    String hash = Hash128.of(name.getBytes(StandardCharsets.UTF_16BE)).toHex().substring(0, 16);
    return "x-" + safe + (safe.isEmpty() ? "" : "-") + hash;
  }

  /** Not hidden, not reserved on Windows, and different from every hashed name. */
  private static boolean isPlain(String name) {
    return !name.startsWith("_")
        && !name.startsWith("-")
        && !name.startsWith("x-")
        && !name.matches("con|prn|aux|nul|com[0-9]|lpt[0-9]");
  }
}
