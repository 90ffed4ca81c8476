package io.millrace.connectors.read.parquet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.PrimitiveIterator;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DataPageV2;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.io.ParquetDecodingException;

/**
 * The pages of a row group, each checked when it is read, because parquet-java trusts the sizes
 * that a page states for its dictionary, runs and deltas. Only the columns of a flat schema are
 * checked; see {@link ParquetColumns#flat}.
 */
final class CheckedPages implements PageReadStore {

  private final PageReadStore pages;
  private final long maxPageBytes;
  private final long maxOpenBytes;
  private long openBytes;

  /**
   * @param maxPageBytes largest value of a page in bytes
   * @param maxOpenBytes maximum bytes of the dictionaries and current pages of all columns together
   */
  CheckedPages(PageReadStore pages, long maxPageBytes, long maxOpenBytes) {
    this.pages = pages;
    this.maxPageBytes = maxPageBytes;
    this.maxOpenBytes = maxOpenBytes;
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    return new Checked(pages.getPageReader(column), column);
  }

  @Override
  public long getRowCount() {
    return pages.getRowCount();
  }

  @Override
  public Optional<Long> getRowIndexOffset() {
    return pages.getRowIndexOffset();
  }

  @Override
  public Optional<PrimitiveIterator.OfLong> getRowIndexes() {
    return pages.getRowIndexes();
  }

  /**
   * @throws ParquetDecodingException on reading a page whose sizes cannot be right
   */
  private final class Checked implements PageReader {
    private final PageReader reader;
    private final ColumnDescriptor column;
    private long pageBytes;

    Checked(PageReader reader, ColumnDescriptor column) {
      this.reader = reader;
      this.column = column;
    }

    @Override
    public long getTotalValueCount() {
      return reader.getTotalValueCount();
    }

    @Override
    public DictionaryPage readDictionaryPage() {
      DictionaryPage page = reader.readDictionaryPage();
      if (page == null) {
        return null;
      }
      BytesInput bytes = whole(page.getBytes());
      PageSizes.checkDictionary(column, page.getDictionarySize(), bytes.size());
      open(bytes.size() + PageSizes.ENTRY_BYTES * page.getDictionarySize());
      return new DictionaryPage(bytes, page.getDictionarySize(), page.getEncoding());
    }

    @Override
    public DataPage readPage() {
      DataPage page = reader.readPage();
      if (page == null) {
        return null;
      }
      openBytes -= pageBytes;
      pageBytes = 0;
      if (page.getValueCount() < 0) {
        throw new ParquetDecodingException("a page of " + page.getValueCount() + " values");
      }
      try {
        return page instanceof DataPageV1 first ? checked(first) : checked((DataPageV2) page);
      } catch (IOException cut) {
        throw new UncheckedIOException(cut);
      }
    }

    private DataPage checked(DataPageV1 page) throws IOException {
      BytesInput bytes = whole(page.getBytes());
      ByteBuffer in = bytes.toByteBuffer();
      if (column.getMaxDefinitionLevel() > 0) {
        PageSizes.checkLevels(
            in, page.getDlEncoding(), column.getMaxDefinitionLevel(), page.getValueCount());
      }
      openPage(bytes.size(), in, page.getValueEncoding(), page.getValueCount());
      return new DataPageV1(
          bytes,
          page.getValueCount(),
          page.getUncompressedSize(),
          page.getStatistics(),
          page.getRlEncoding(),
          page.getDlEncoding(),
          page.getValueEncoding());
    }

    private DataPage checked(DataPageV2 page) throws IOException {
      BytesInput levels = whole(page.getDefinitionLevels());
      BytesInput data = whole(page.getData());
      int width = PageSizes.width(column.getMaxDefinitionLevel());
      PageSizes.checkRuns(levels.toByteBuffer(), width, page.getValueCount());
      openPage(data.size(), data.toByteBuffer(), page.getDataEncoding(), page.getValueCount());
      return DataPageV2.uncompressed(
          page.getRowCount(),
          page.getNullCount(),
          page.getValueCount(),
          page.getRepetitionLevels(),
          levels,
          page.getDataEncoding(),
          data,
          page.getStatistics());
    }

    private void openPage(long bytes, ByteBuffer values, Encoding encoding, int count)
        throws IOException {
      long decoded = PageSizes.checkValues(column, values, encoding, count, maxPageBytes);
      pageBytes = bytes + decoded;
      open(pageBytes);
    }

    private void open(long bytes) {
      openBytes += bytes;
      if (openBytes > maxOpenBytes) {
        throw new ParquetDecodingException("pages of more than " + maxOpenBytes + " bytes at once");
      }
    }

    /** Bytes that can be read twice. */
    private static BytesInput whole(BytesInput bytes) {
      try {
        return BytesInput.from(bytes.toByteBuffer());
      } catch (IOException cut) {
        throw new UncheckedIOException(cut);
      }
    }
  }
}
