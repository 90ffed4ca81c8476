package io.millrace.connectors.read.lines;

import io.millrace.connectors.files.Compression;
import io.millrace.connectors.files.LargeRecords;
import io.millrace.connectors.read.Fields;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.Readable;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Unreadable;
import io.millrace.connectors.read.WholeFileReader;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.RecordId;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads CSV and TSV (RFC 4180) whose first line names the columns: plain, gzip or zstd. Commons-csv
 * parses the lines. The number of line ends in a quoted value is limited, so a quote that is never
 * closed costs only its own line.
 */
public final class CsvRecordReader extends WholeFileReader {

  /** Most lines of one record. */
  static final int MAX_LINES = 16;

  private static final int MAX_COLUMNS = 10_000;

  private final InputSettings settings;
  private final InputKind kind;

  public CsvRecordReader(InputSettings settings, InputKind kind) {
    this.settings = settings;
    this.kind = kind;
  }

  private String source() {
    return settings.sourceOr(kind.key());
  }

  @Override
  protected void read(String path, RecordSink sink) throws IOException {
    String name = path.toLowerCase(Locale.ROOT);
    try (LookAhead bytes = Compression.undone(path)) {
      bytes.require(3);
      bytes.consume(LineRecordReader.byteOrderMark(bytes));
      new Table(new Lines(bytes, settings.maxRecordBytes()), name.contains(".tsv"), sink).read();
    } finally {
      LargeRecords.shared().release(); // of a record that was not read completely
    }
  }

  private record Line(String text, FailReason problem, String detail) {}

  private final class Table {
    private final Lines lines;
    private final RecordSink sink;
    private final boolean tabs;

    /** Lines that were read ahead and belong to the next records. */
    private final Deque<Line> ahead = new ArrayDeque<>();

    private CSVFormat format;
    private String[] columns = {};

    Table(Lines lines, boolean tabs, RecordSink sink) {
      this.lines = lines;
      this.tabs = tabs;
      this.sink = sink;
    }

    void read() throws IOException {
      try {
        boolean more = true;
        while (more) {
          more = readRecord();
        }
      } catch (DamagedInputException damaged) {
        reject(damaged.reason(), damaged.getMessage(), Readable.text(lines.partial()));
      }
    }

    private boolean readRecord() throws IOException {
      Line first = nextLine();
      if (first == null) {
        return false;
      }
      if (first.problem != null) {
        reject(first.problem, first.detail, first.text);
      } else if (!first.text.isBlank()) {
        if (format == null) {
          format = format(first.text);
        }
        readFrom(first);
      }
      LargeRecords.shared().release();
      return true;
    }

    /** Adds lines until they form a record; otherwise rejects the first line. */
    private void readFrom(Line first) throws IOException {
      StringBuilder text = new StringBuilder(first.text);
      Deque<Line> joined = new ArrayDeque<>();
      String[] values = parse(text.toString());
      while (values == null
          && joined.size() < MAX_LINES
          && text.length() < settings.maxRecordBytes()) {
        Line next = nextLine();
        if (next == null) {
          break;
        }
        joined.addLast(next);
        if (next.problem != null) {
          break;
        }
        text.append('\n').append(next.text);
        values = hasPairedQuotes(text) ? parse(text.toString()) : null;
      }
      if (values == null) {
        while (!joined.isEmpty()) {
          ahead.addFirst(joined.removeLast());
        }
        reject(FailReason.DAMAGED_RECORD, "a quoted value does not end", first.text);
      } else if (columns.length == 0) {
        columns = values;
      } else if (values.length != columns.length) {
        String detail = values.length + " values, the header names " + columns.length;
        reject(FailReason.DAMAGED_RECORD, detail, text.toString());
      } else {
        accept(values);
      }
    }

    /** With an odd number of quotes the record is incomplete and need not be parsed. */
    private static boolean hasPairedQuotes(CharSequence text) {
      return text.chars().filter(c -> c == '"').count() % 2 == 0;
    }

    private Line nextLine() throws IOException {
      if (!ahead.isEmpty()) {
        return ahead.removeFirst();
      }
      Lines.Found found = lines.next();
      if (found == Lines.Found.END) {
        return null;
      }
      int end = lines.offset() + lines.length();
      byte[] bytes = Arrays.copyOfRange(lines.array(), lines.offset(), end);
      if (found == Lines.Found.TOO_LONG) {
        String detail = "a line of " + lines.lineBytes() + " bytes";
        return new Line(Readable.text(bytes), FailReason.TOO_LARGE, detail);
      }
      try {
        return new Line(Readable.strictUtf8(bytes, 0, bytes.length), null, "");
      } catch (DamagedInputException malformed) {
        return new Line(Readable.text(bytes), malformed.reason(), malformed.getMessage());
      }
    }

    private CSVFormat format(String header) {
      boolean moreTabs = header.indexOf('\t') >= 0 && header.indexOf(',') < 0;
      return CSVFormat.DEFAULT
          .builder()
          .setDelimiter(tabs || moreTabs ? '\t' : ',')
          .setRecordSeparator('\n')
          .setIgnoreEmptyLines(false)
          .get();
    }

    /** The values of a record; null when a quote is not closed or misplaced. */
    private String[] parse(String text) throws IOException {
      try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
        List<CSVRecord> records = parser.getRecords();
        return records.size() == 1 && records.get(0).size() <= MAX_COLUMNS
            ? records.get(0).values()
            : null;
      } catch (IOException | UncheckedIOException | IllegalStateException malformed) {
        // commons-csv throws any of these for malformed text; the text is in memory
        return null;
      }
    }

    private void accept(String[] values) {
      Fields fields = Fields.of(settings, kind);
      Set<String> found = new HashSet<>();
      for (String field : fields.names()) {
        for (String name : fields.candidates(field)) {
          int column = Arrays.asList(columns).indexOf(name);
          if (column >= 0 && !values[column].isEmpty() && found.add(field)) {
            fields.take(field, name, values[column]);
          }
        }
      }
      for (int i = 0; i < columns.length; i++) {
        if (!values[i].isEmpty()) {
          fields.addRest(columns[i], columns[i], values[i]);
        }
      }
      sink.accept(fields.toRecord());
    }

    private void reject(FailReason reason, String detail, String text) {
      byte[] content = text.getBytes(StandardCharsets.UTF_8);
      String id = RecordId.ofContent(source(), "", "", content);
      sink.accept(Unreadable.of(id, source(), reason, detail, Readable.text(content)));
    }
  }
}
