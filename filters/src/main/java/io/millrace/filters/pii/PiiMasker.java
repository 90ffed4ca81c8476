package io.millrace.filters.pii;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Masks personal data in text, URLs and metadata. Returns the same instance when there is none. Not
 * thread-safe.
 */
public final class PiiMasker {

  /**
   * Most passes over a text. A mask can reveal another find next to it; hostile text needs a bound.
   */
  static final int MAX_PASSES = 8;

  /** Metadata of a fixed form that readers and extraction write; not free text. */
  private static final Set<String> TECHNICAL =
      Set.of(
          ("charset content_language date declared_language http_status"
                  + " identified_content_language image_content_language image_last_modified"
                  + " image_tdm_reservation image_x_robots_tag last_modified media_type"
                  + " page_language page_type robots tdm_reservation truncated x_robots_tag")
              .split(" "));

  private static final PiiKind[] KINDS = PiiKind.values();

  private final PiiScanner scanner;
  private final UrlMasker urls;
  private final String[] masks = new String[KINDS.length];
  private final double[] unused = new double[KINDS.length];

  public PiiMasker(PiiSettings settings) {
    scanner = new PiiScanner(settings::looksFor);
    urls = new UrlMasker(settings);
    for (PiiKind kind : KINDS) {
      masks[kind.ordinal()] = settings.mask(kind);
    }
  }

  /** Masks running text. */
  public String mask(String text) {
    return mask(text, unused, 0);
  }

  /** Masks running text and counts the finds by kind. */
  String mask(String text, double[] counts, int offset) {
    String before = text;
    for (int pass = 0; pass < MAX_PASSES; pass++) {
      String masked = maskOnce(before, counts, offset);
      if (masked == before) {
        return before;
      }
      before = masked;
    }
    return before;
  }

  private String maskOnce(String text, double[] counts, int offset) {
    scanner.start(text);
    StringBuilder masked = null;
    int copied = 0;
    while (scanner.find()) {
      if (masked == null) {
        masked = new StringBuilder(text.length() + 16);
      }
      int kind = scanner.kind().ordinal();
      counts[offset + kind]++;
      masked.append(text, copied, scanner.start()).append(masks[kind]);
      copied = scanner.end();
    }
    return masked == null ? text : masked.append(text, copied, text.length()).toString();
  }

  /**
   * Masks path, query and fragment of a URL, escaped or not, and removes a user name. Masks are
   * percent-encoded. The host stays, and a {@code data:} URL does not change.
   */
  public String maskUrl(String url) {
    return urls.mask(url, unused, 0);
  }

  /** Masks a URL and counts the finds by kind. */
  String maskUrl(String url, double[] counts, int offset) {
    return urls.mask(url, counts, offset);
  }

  /** Masks the values of metadata; URLs as {@link #maskUrl(String)} does. */
  public SortedMap<String, String> mask(SortedMap<String, String> metadata) {
    return mask(metadata, unused, 0);
  }

  /** Masks the values of metadata and counts the finds by kind. */
  SortedMap<String, String> mask(SortedMap<String, String> metadata, double[] counts, int offset) {
    SortedMap<String, String> masked = null;
    for (Map.Entry<String, String> entry : metadata.entrySet()) {
      String value = entry.getValue();
      String changed = value;
      if (!TECHNICAL.contains(entry.getKey())) {
        changed =
            UrlMasker.isUrl(value) ? maskUrl(value, counts, offset) : mask(value, counts, offset);
      }
      if (changed != value) {
        masked = masked == null ? new TreeMap<>(metadata) : masked;
        masked.put(entry.getKey(), changed);
      }
    }
    return masked == null ? metadata : masked;
  }
}
