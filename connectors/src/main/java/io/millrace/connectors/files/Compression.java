package io.millrace.connectors.files;

import io.millrace.shards.file.LookAhead;
import java.io.IOException;
import java.util.Locale;

/** Detects the compression of a file from its first bytes and its name. */
public enum Compression {
  NONE,
  GZIP,
  ZSTD;

  private static final int[] GZIP_MAGIC = {0x1f, 0x8b};
  private static final int[] ZSTD_MAGIC = {0x28, 0xb5, 0x2f, 0xfd};
  private static final int[] SKIPPABLE_MAGIC = {0x50, 0x2a, 0x4d, 0x18};

  /**
   * The compression of a file. The first bytes decide; if half of them are damaged, the name
   * decides.
   */
  public static Compression of(String path) throws IOException {
    String name = path.toLowerCase(Locale.ROOT);
    try (LookAhead bytes = LookAhead.ofFile(BeamFile.at(path), 0)) {
      bytes.require(ZSTD_MAGIC.length);
      int gzip = matching(bytes, GZIP_MAGIC);
      if (gzip == 2 || gzip == 1 && name.endsWith(".gz")) {
        return GZIP;
      }
      int zstd = Math.max(matching(bytes, ZSTD_MAGIC), skippable(bytes));
      boolean named = name.endsWith(".zst") || name.endsWith(".zstd");
      return zstd == ZSTD_MAGIC.length || zstd >= 2 && named ? ZSTD : NONE;
    }
  }

  /** Opens a file at its beginning and decompresses it. */
  public static LookAhead undone(String path) throws IOException {
    Compression compression = of(path);
    LookAhead raw = LookAhead.ofFile(BeamFile.at(path), 0);
    return switch (compression) {
      case NONE -> raw;
      case GZIP -> LookAhead.ofStream(new MemberChain(new GzipMembers(raw)));
      case ZSTD -> LookAhead.ofStream(new MemberChain(new ZstdMembers(raw)));
    };
  }

  private static int matching(LookAhead bytes, int[] magic) {
    int matching = 0;
    for (int i = 0; i < Math.min(magic.length, bytes.available()); i++) {
      matching += bytes.peek(i) == magic[i] ? 1 : 0;
    }
    return matching;
  }

  private static int skippable(LookAhead bytes) {
    return bytes.available() < SKIPPABLE_MAGIC.length || (bytes.peek(0) & 0xf0) != 0x50
        ? 0
        : 1 + matching(bytes, SKIPPABLE_MAGIC) - (bytes.peek(0) == SKIPPABLE_MAGIC[0] ? 1 : 0);
  }
}
