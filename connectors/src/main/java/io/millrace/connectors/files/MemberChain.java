package io.millrace.connectors.files;

import io.millrace.shards.file.DamagedInputException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The inflated bytes of all members as one stream. After a {@link DamagedInputException} the stream
 * gives no bytes until {@link #resume()} has found another member.
 */
public final class MemberChain extends BulkStream {

  private final Members members;
  private InputStream member;
  private long memberStart;
  private long damagedAt;
  private boolean ended;

  public MemberChain(Members members) {
    this.members = members;
  }

  @Override
  public int read(byte[] target, int offset, int length) throws IOException {
    while (!ended) {
      if (member == null && !openNext()) {
        return -1;
      }
      int read = readMember(target, offset, length);
      if (read >= 0) {
        return read;
      }
      member.close();
      member = null;
    }
    return -1;
  }

  private int readMember(byte[] target, int offset, int length) throws IOException {
    try {
      return member.read(target, offset, length);
    } finally {
      damagedAt = members.position();
    }
  }

  private boolean openNext() throws IOException {
    memberStart = members.position();
    damagedAt = memberStart;
    ended = members.atEnd() || members.onlyZerosFollow();
    if (!ended) {
      member = members.open();
    }
    return !ended;
  }

  /** Offset of the member that was read last. */
  public long memberStart() {
    return memberStart;
  }

  /** Skips a damaged member; false when no other follows. */
  public boolean resume() throws IOException {
    if (member != null) {
      member.close();
      member = null;
    }
    members.passDamaged(memberStart, damagedAt);
    return members.find(new byte[0], Long.MAX_VALUE);
  }

  /** The compressed bytes at the beginning of the member that was read last. */
  public byte[] sample(int bytes) throws IOException {
    members.seek(memberStart);
    return members.sample(bytes);
  }

  @Override
  public void close() throws IOException {
    if (member != null) {
      member.close();
    }
    members.close();
  }
}
