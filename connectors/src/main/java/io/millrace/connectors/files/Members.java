package io.millrace.connectors.files;

import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * A compressed file as a sequence of independent members: gzip members or zstd frames. After damage
 * the next member is found by its magic number.
 */
public abstract class Members implements Closeable {

  protected final LookAhead file;
  private final RereadBudget rereads;

  protected Members(LookAhead file) {
    this.file = file;
    this.rereads = new RereadBudget(file.position());
  }

  protected abstract byte[] magic();

  /**
   * True when a member starts at the position and its first bytes can be inflated.
   *
   * @param prefix required start of the inflated bytes; may be empty
   */
  public abstract boolean startsHere(byte[] prefix) throws IOException;

  /**
   * The inflated bytes of the member at the position. A read of the stream throws {@link
   * DamagedInputException} where the member is damaged; at the end of the stream the checksum is
   * correct and the position is after the member.
   */
  public abstract InputStream open() throws IOException;

  public final long position() {
    return file.position();
  }

  public final boolean atEnd() throws IOException {
    return file.atEnd();
  }

  public final void seek(long position) throws IOException {
    file.seek(position);
  }

  /**
   * Moves to the first position where the next member may start after a damaged one: within the
   * damaged member, or at the damage when too many bytes would be read again.
   *
   * @param start start of the damaged member
   * @param damagedAt position at which the damage was noticed
   */
  public final void passDamaged(long start, long damagedAt) throws IOException {
    boolean within = rereads.allows(start, damagedAt - start);
    seek(within ? start + 1 : Math.max(start + 1, damagedAt));
  }

  /** True when only zeros follow, which tapes and some tools add after the last member. */
  public final boolean onlyZerosFollow() throws IOException {
    if (!file.require(1) || file.peek(0) != 0) {
      return false;
    }
    long start = file.position();
    boolean zeros = true;
    while (zeros && file.require(1)) {
      int available = file.available();
      for (int i = 0; i < available && zeros; i++) {
        zeros = file.peek(i) == 0;
      }
      file.consume(available);
    }
    file.seek(start);
    return zeros;
  }

  /** The compressed bytes at the position, up to a maximum. */
  public final byte[] sample(int bytes) throws IOException {
    file.require(bytes);
    int length = Math.min(bytes, file.available());
    return Arrays.copyOfRange(file.array(), file.head(), file.head() + length);
  }

  /**
   * Moves to the first member at or after the position.
   *
   * @param limit position at which the search ends, exclusive
   * @return false when there is none
   */
  public final boolean find(byte[] prefix, long limit) throws IOException {
    while (file.find(magic(), limit)) {
      if (startsHere(prefix)) {
        return true;
      }
      file.consume(1);
    }
    return false;
  }

  @Override
  public final void close() throws IOException {
    file.close();
  }
}
