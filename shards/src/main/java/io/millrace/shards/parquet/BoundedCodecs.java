package io.millrace.shards.parquet;

import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.compression.CompressionCodecFactory;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;

/** Limits the sizes that parquet-java's codecs allocate; alone they trust a damaged page header. */
public final class BoundedCodecs implements CompressionCodecFactory {

  private static final int PAGE_BYTES = 1 << 20;

  private final CodecFactory codecs = new CodecFactory(new PlainParquetConfiguration(), PAGE_BYTES);
  private final long maxPageBytes;

  public BoundedCodecs(long maxPageBytes) {
    this.maxPageBytes = maxPageBytes;
  }

  @Override
  public BytesInputCompressor getCompressor(CompressionCodecName codec) {
    return codecs.getCompressor(codec);
  }

  @Override
  public BytesInputDecompressor getDecompressor(CompressionCodecName codec) {
    BytesInputDecompressor inner = codecs.getDecompressor(codec);
    return new BytesInputDecompressor() {
      @Override
      public BytesInput decompress(BytesInput bytes, int size) throws IOException {
        check(size);
        return inner.decompress(bytes, size);
      }

      @Override
      public void decompress(ByteBuffer input, int inputSize, ByteBuffer output, int size)
          throws IOException {
        check(size);
        inner.decompress(input, inputSize, output, size);
      }

      @Override
      public void release() {
        inner.release();
      }
    };
  }

  private void check(int size) throws IOException {
    if (size < 0 || size > maxPageBytes) {
      throw new IOException("a page of " + size + " bytes, more than " + maxPageBytes);
    }
  }

  @Override
  public void release() {
    codecs.release();
  }
}
