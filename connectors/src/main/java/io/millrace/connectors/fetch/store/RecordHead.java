package io.millrace.connectors.fetch.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32C;

/**
 * The header of a record of a {@link FetchStore}: magic, kind, key, length and checksum of the
 * payload, and a checksum of these fields.
 *
 * @param kind a kind of {@link StoredResult}
 * @param checksum CRC-32C of the payload
 */
record RecordHead(byte kind, long high, long low, int length, int checksum) {

  static final int BYTES = 36;

  private static final int MAGIC = 0x6d72_6600;
  private static final int CHECKED = BYTES - 4;

  /** The header at a position of a file, or null if there is none. */
  static RecordHead read(StoreFile file, long at) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    if (!file.read(at, bytes.array())) {
      return null;
    }
    int first = bytes.getInt(0);
    RecordHead head =
        new RecordHead(
            (byte) first, bytes.getLong(4), bytes.getLong(12), bytes.getInt(20), bytes.getInt(28));
    boolean whole =
        (first & ~0xff) == MAGIC
            && head.length >= 0
            && bytes.getInt(CHECKED) == checksum(bytes.array(), CHECKED);
    return whole ? head : null;
  }

  void write(ByteBuffer out) {
    int start = out.position();
    out.putInt(MAGIC | kind).putLong(high).putLong(low).putInt(length).putInt(0).putInt(checksum);
    byte[] written = new byte[CHECKED];
    out.get(start, written);
    out.putInt(checksum(written, CHECKED));
  }

  static int checksum(byte[] bytes) {
    return checksum(bytes, bytes.length);
  }

  private static int checksum(byte[] bytes, int length) {
    CRC32C crc = new CRC32C();
    crc.update(bytes, 0, length);
    return (int) crc.getValue();
  }
}
