package io.millrace.shards.layout;

import io.millrace.corpus.Hash128;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** Names of the files of an output, relative to its root; the layout is in docs/reference/output.md. */
public final class Shards {

  public static final String SHARDS = "shards";
  public static final String REJECTED = "rejected";
  public static final String VERDICTS = "verdicts";
  public static final String CHOICES = "choices";
  public static final String MANIFEST = "manifest.json";
  public static final String SUCCESS = "_SUCCESS";
  public static final String REPORT_HTML = "report.html";
  public static final String REPORT_JSON = "report.json";

  /** Ids that were taken out of a finished output; there only when there are some. */
  public static final String TOMBSTONES = "tombstones.jsonl";

  /** Folder of an output in which its windows are, each an output of its own. */
  public static final String WINDOWS = "windows";

  /** The windows of a run over files, with their counts and hashes. */
  public static final String WINDOW_LIST = "windows.json";

  /** Folder of a stream's output with a file for each window that was committed. */
  public static final String COMMITS = "commits";

  /** Folder of a stream's output in which late records are. */
  public static final String LATE = "late";

  /** Folder of what is not finished; gone after a run that succeeds. */
  public static final String WORK = ".work";

  /** Folder in the work folder: what a takedown has written aside. */
  public static final String TAKEDOWN = "takedown";

  /** In the work folder: says who writes to the output. */
  public static final String RUN_LOCK = "run.lock";

  /**
   * In the work folder: says who needs the output to stay as it is, or changes what is finished.
   */
  public static final String HOLD_LOCK = "hold.lock";

  /** Folder of documents whose language is unknown; "und" is ISO 639's word for it. */
  public static final String UNKNOWN_LANGUAGE = "und";

  /** Paths of the files that a manifest lists; groups 2 to 4: folder, shard, shards. */
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

  /** Number of the shard that holds a record: its id, itself a hash, modulo the shards. */
  public static int shardOf(Hash128 id, int shards) {
    return (int) Long.remainderUnsigned(id.low(), shards);
  }

  /** The same by the hexadecimal form of the id. */
  public static int shardOf(String id, int shards) {
    return shardOf(Hash128.fromHex(id), shards);
  }

  /**
   * Number of the shard that holds the pairs of an image: so all of them meet, whatever their ids.
   *
   * @param sha256 of the image as it was fetched, in hex
   */
  public static int shardOfImage(String sha256, int shards) {
    return shardOf(imageHash(sha256), shards);
  }

  /** A hash by which pairs of one image meet. */
  public static Hash128 imageHash(String sha256) {
    return Hash128.of("image\n" + sha256);
  }

  /** Whether a path is that of a lock: it is there while a command works and tells of no data. */
  public static boolean isLock(String path) {
    return path.equals(WORK + '/' + RUN_LOCK) || path.equals(WORK + '/' + HOLD_LOCK);
  }

  /** Whether a path is one that a run gives to a file which its manifest lists. */
  public static boolean isFile(String path) {
    return FILE.matcher(path).matches();
  }

  /** {@code shards/de/part-00000-of-00008.jsonl.zst}. */
  public static String shardPath(String language, int shard, int shards, ShardFormat format) {
    return SHARDS + '/' + languageFolder(language) + '/' + part(shard, shards, format.extension());
  }

  /**
   * {@code shards/00000.tar}, or {@code shards/00000-1.tar} where a shard goes on, and the files
   * beside it.
   *
   * @param part 0 for the first tar of the shard
   * @param end of the name: {@code .tar}, {@code .parquet}, {@code _stats.json} or {@code .jsonl}
   */
  public static String webDatasetPath(int shard, int part, String end) {
    return SHARDS + '/' + digits(shard, 5) + (part == 0 ? "" : "-" + part) + end;
  }

  /** {@code shards/part-00000-of-00008.parquet}: pairs with their images. */
  public static String imageParquetPath(int shard, int shards) {
    return SHARDS + '/' + part(shard, shards, ShardFormat.PARQUET.extension());
  }

  /**
   * Whether a file of {@link #SHARDS} lies beside a tar and repeats what is in it: metadata,
   * statistics, training examples.
   */
  public static boolean isCompanion(String path) {
    return COMPANION.matcher(path).matches();
  }

  /** {@code rejected/gopher-quality/part-00000-of-00008.jsonl.zst}. */
  public static String rejectedPath(String stage, int shard, int shards) {
    return REJECTED
        + '/'
        + folder(stage, "unknown")
        + '/'
        + part(shard, shards, ShardFormat.JSONL.extension());
  }

  /**
   * {@code rejected/rephrase/answers-00000-of-00008.jsonl.zst}: rephrasings with answers that were
   * not used.
   */
  public static String answersPath(int shard, int shards) {
    return REJECTED + "/rephrase/answers-" + ofShards(shard, shards, ShardFormat.JSONL.extension());
  }

  /** {@code verdicts/part-00000-of-00008.parquet}. */
  public static String verdictsPath(int shard, int shards) {
    return VERDICTS + '/' + part(shard, shards, ShardFormat.PARQUET.extension());
  }

  /** {@code choices/part-00000-of-00008.parquet}: what the rephrasing policy chose. */
  public static String choicesPath(int shard, int shards) {
    return CHOICES + '/' + part(shard, shards, ShardFormat.PARQUET.extension());
  }

  /** Name of the folder of a language, safe whatever the language code is. */
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

  /** A number with zeros in front up to a width. */
  public static String digits(long number, int width) {
    String text = Long.toString(number);
    return "0".repeat(Math.max(0, width - text.length())) + text;
  }

  /**
   * A name that is one folder on every file system: ASCII letters, digits, '-' and '_' stay. Names
   * with anything else keep what is harmless and end in a hash of the whole, so that two names
   * never share a folder, not even where case is ignored.
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

  /** Not hidden, no file name reserved on Windows, and none that a hashed name could equal. */
  private static boolean isPlain(String name) {
    return !name.startsWith("_")
        && !name.startsWith("-")
        && !name.startsWith("x-")
        && !name.matches("con|prn|aux|nul|com[0-9]|lpt[0-9]");
  }
}
