package io.millrace.connectors.files;

/**
 * How often bytes of damaged records are read again, in search of whole ones among them. Records
 * that claim to hold each other would else be read once for each of them.
 */
public final class RereadBudget {

  private static final long FREE_BYTES = 1 << 22;
  private static final int TIMES = 4;

  /** Rereads of any size in addition, so that rare damage loses no records behind it. */
  private static final int FREE_TIMES = 4;

  private final long begin;
  private long reread;
  private int free = FREE_TIMES;

  /**
   * @param begin position of the first byte that is read
   */
  public RereadBudget(long begin) {
    this.begin = begin;
  }

  /**
   * Whether bytes may be read again; they count if so.
   *
   * @param start position of the damaged record, up to which all is done
   * @param bytes that would be read again
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
