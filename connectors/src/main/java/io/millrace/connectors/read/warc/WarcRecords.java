package io.millrace.connectors.read.warc;

import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.Readable;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Unreadable;
import io.millrace.corpus.Document;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.Page;
import io.millrace.corpus.RecordId;
import io.millrace.corpus.Timestamps;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.shards.file.DamagedInputException;
import java.util.Collections;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.netpreserve.jwarc.MessageHeaders;

/** Makes input records from WARC records. A subclass may keep their bytes. */
public class WarcRecords {

  static final String HTTP_STATUS = "http_status";

  private static final Set<String> SKIPPED =
      Set.of("revisit", "request", "metadata", "warcinfo", "continuation");

  private final InputSettings settings;
  private final RecordSink sink;

  public WarcRecords(InputSettings settings, RecordSink sink) {
    this.settings = settings;
    this.sink = sink;
  }

  /** Passes one record to the sink, or counts it as skipped. */
  public void accept(WarcBlocks.Block block) {
    String type = header(block, "WARC-Type").toLowerCase(Locale.ROOT);
    if (SKIPPED.contains(type) && (block.isWhole() || block.failure() == FailReason.TOO_LARGE)) {
      sink.skip(type);
    } else if (!block.isWhole()) {
      unreadable(block, block.failure(), block.detail(), block.block());
    } else if (type.equals("response")) {
      response(block);
    } else if (type.equals("resource")) {
      page(block, header(block, "Content-Type"), block.block(), metadata(block));
    } else if (type.equals("conversion")) {
      document(block);
    } else {
      sink.skip("other");
    }
  }

  private void response(WarcBlocks.Block block) {
    String type = header(block, "Content-Type").toLowerCase(Locale.ROOT);
    if (type.startsWith("text/dns") || url(block).startsWith("dns:")) {
      sink.skip("dns");
      return;
    }
    if (!type.isEmpty() && !type.startsWith("application/http")) {
      page(block, header(block, "Content-Type"), block.block(), metadata(block));
      return;
    }
    boolean truncated = !header(block, "WARC-Truncated").isEmpty();
    HttpMessages.Response http;
    try {
      http = HttpMessages.parse(block.block(), settings.maxRecordBytes(), truncated);
    } catch (DamagedInputException damaged) {
      unreadable(block, damaged.reason(), damaged.getMessage(), block.block());
      return;
    }
    TreeMap<String, String> metadata = metadata(block);
    metadata.put(HTTP_STATUS, Integer.toString(http.status()));
    put(metadata, "last_modified", first(http.headers(), "Last-Modified"));
    put(metadata, "content_language", first(http.headers(), "Content-Language"));
    // a robot named in one header does not apply to the next one
    put(metadata, "x_robots_tag", String.join("; ", http.headers().all("X-Robots-Tag")));
    put(
        metadata,
        "tdm_reservation",
        String.join("; ", http.headers().all("tdm-reservation")).strip());
    put(metadata, "tdm_policy", first(http.headers(), "tdm-policy"));
    if (http.cut()) {
      metadata.putIfAbsent("truncated", "unspecified");
    }
    page(block, first(http.headers(), "Content-Type"), http.body(), metadata);
  }

  private TreeMap<String, String> metadata(WarcBlocks.Block block) {
    TreeMap<String, String> metadata = new TreeMap<>();
    put(metadata, "truncated", header(block, "WARC-Truncated"));
    put(metadata, "declared_language", settings.language());
    return metadata;
  }

  private static void put(TreeMap<String, String> metadata, String name, String value) {
    if (!value.isEmpty()) {
      metadata.put(name, Readable.bounded(value, Readable.MAX_FIELD));
    }
  }

  private void page(
      WarcBlocks.Block block, String contentType, byte[] body, TreeMap<String, String> metadata) {
    String url = url(block);
    String timestamp = timestamp(block);
    String id = id(block, url, timestamp, body);
    sink.accept(
        new Page(
            id,
            url,
            timestamp,
            source(),
            contentType,
            body,
            Collections.unmodifiableSortedMap(metadata)));
  }

  private void document(WarcBlocks.Block block) {
    String text;
    try {
      text = Readable.strictUtf8(block.block(), 0, block.block().length);
    } catch (DamagedInputException badEncoding) {
      unreadable(block, badEncoding.reason(), badEncoding.getMessage(), block.block());
      return;
    }
    TreeMap<String, String> metadata = metadata(block);
    put(metadata, "identified_content_language", header(block, "WARC-Identified-Content-Language"));
    String url = url(block);
    String timestamp = timestamp(block);
    sink.accept(
        new Document(
            id(block, url, timestamp, block.block()),
            text,
            url,
            timestamp,
            source(),
            settings.language(),
            0,
            Collections.unmodifiableSortedMap(metadata)));
  }

  private void unreadable(
      WarcBlocks.Block block, FailReason failure, String detail, byte[] readable) {
    SortedMap<String, String> metadata = Collections.unmodifiableSortedMap(metadata(block));
    sink.accept(
        new UnreadableRecord(
            id(block, url(block), timestamp(block), readable),
            url(block),
            timestamp(block),
            source(),
            failure,
            Readable.oneLine(detail),
            Readable.text(readable),
            metadata));
  }

  /**
   * Reports compressed bytes without a readable record.
   *
   * @param sample beginning of the bytes, for the id
   */
  public void damagedBytes(byte[] sample, DamagedInputException damaged) {
    sink.accept(Unreadable.bytes(source(), sample, damaged));
  }

  private String source() {
    return settings.sourceOr(InputKind.WARC.key());
  }

  private String id(WarcBlocks.Block block, String url, String timestamp, byte[] content) {
    String own = unbracketed(header(block, "WARC-Record-ID"));
    return own.isEmpty()
        ? RecordId.ofContent(source(), url, timestamp, content)
        : RecordId.ofOwn(own);
  }

  private static String url(WarcBlocks.Block block) {
    return Readable.bounded(unbracketed(header(block, "WARC-Target-URI")), Readable.MAX_FIELD);
  }

  private static String timestamp(WarcBlocks.Block block) {
    return Timestamps.normalise(header(block, "WARC-Date"));
  }

  /** Removes angle brackets, which some writers of WARC 1.0 put around addresses. */
  private static String unbracketed(String value) {
    return value.startsWith("<") && value.endsWith(">")
        ? value.substring(1, value.length() - 1)
        : value;
  }

  private static String header(WarcBlocks.Block block, String name) {
    return first(block.headers(), name);
  }

  private static String first(MessageHeaders headers, String name) {
    return headers.first(name).orElse("").strip();
  }
}
