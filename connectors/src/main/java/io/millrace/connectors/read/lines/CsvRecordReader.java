package io.millrace.connectors.read.lines;

import io.millrace.connectors.files.Compression;
import io.millrace.connectors.files.LargeRecords;
import io.millrace.connectors.read.Fields;
import io.millrace.connectors.read.InputKind;
import io.millrace.connectors.read.InputSettings;
import io.millrace.connectors.read.Readable;
import io.millrace.connectors.read.RecordReader;
import io.millrace.connectors.read.RecordSink;
import io.millrace.connectors.read.Split;
import io.millrace.connectors.read.Unreadable;
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
 * CSV and TSV (RFC 4180) whose first line names the columns, plain, gzip or zstd. The fields of a
 * line are taken apart by commons-csv. A quoted value may hold line ends, but only so many: a quote
 * that is never closed costs its own line and not the rest of the file.
 */
public final class CsvRecordReader implements RecordReader {

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
  public List<Split> split(String path, long size) {
    return List.of(new Split(path, 0, Long.MAX_VALUE));
  }

  @Override
  public void read(Split split, RecordSink sink) throws IOException {
    if (split.start() > 0) {
      return;
    }
    String name = split.path().toLowerCase(Locale.ROOT);
    try (LookAhead bytes = Compression.undone(split.path())) {
      bytes.require(3);
      bytes.consume(LineRecordReader.byteOrderMark(bytes));
      new Table(new Lines(bytes, settings.maxRecordBytes()), name.contains(".tsv"), sink).read();
    } finally {
      LargeRecords.shared().release(); // of a record that was not read to its end
    }
  }

  /** A line, or why there is none. */
  private record Line(String text, FailReason problem, String detail) {}

  /** The rows of one file. */
  private final class Table {
    private final Lines lines;
    private final RecordSink sink;
    private final boolean tabs;

    /** Lines that were read ahead and belong to the records to come. */
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

    /** False at the end. */
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

    /** Takes more lines until they make a record, or gives up on the first. */
    private void readFrom(Line first) throws IOException {
      StringBuilder text = new StringBuilder(first.text);
      Deque<Line> joined = new ArrayDeque<>();
      String[] values = parse(text.toString());
      while (values == null && joined.size() < MAX_LINES && text.length() < maxLength()) {
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

    /** With one quote left over the record cannot be complete: it need not be taken apart. */
    private static boolean hasPairedQuotes(CharSequence text) {
      return text.chars().filter(c -> c == '"').count() % 2 == 0;
    }

    private long maxLength() {
      return settings.maxRecordBytes();
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

    /** The values of a record; null when a quote is not closed or stands where it cannot. */
    private String[] parse(String text) throws IOException {
      try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
        List<CSVRecord> records = parser.getRecords();
        return records.size() == 1 && records.get(0).size() <= MAX_COLUMNS
            ? records.get(0).values()
            : null;
      } catch (IOException | UncheckedIOException | IllegalStateException malformed) {
        // commons-csv reports what it cannot take apart by either; there is no file behind it
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
