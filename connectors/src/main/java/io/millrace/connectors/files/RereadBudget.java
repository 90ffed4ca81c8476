package io.millrace.connectors.files;

/**
 * Limits how many bytes of damaged records are read again in search of complete records inside
 * them. Without it, nested records would be read again for each level.
 */
public final class RereadBudget {

  private static final long FREE_BYTES = 1 << 22;
  private static final int TIMES = 4;

  /** Additional rereads of any size, so that rare damage loses no records after it. */
  private static final int FREE_TIMES = 4;

  private final long begin;
  private long reread;
  private int free = FREE_TIMES;

  /**
   * @param begin position of the first byte
   */
  public RereadBudget(long begin) {
    this.begin = begin;
  }

  /**
   * Whether bytes may be read again; if so, they are counted.
   *
   * @param start position of the damaged record
   * @param bytes number of bytes to read again
   */
  public boolean allows(long start, long bytes) {
    if (reread + bytes <= FREE_BYTES + TIMES * (start - begin)) {
      reread += bytes;
      return true;
    }
    if (free == 0) {
      return false;
    }
    free--;
    return true;
  }
}
