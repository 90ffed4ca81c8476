package io.millrace.shards.pair;

import io.millrace.corpus.FailReason;
import io.millrace.shards.file.DamagedInputException;
import io.millrace.shards.file.LookAhead;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarUtils;
import org.apache.commons.compress.archivers.zip.ZipEncoding;
import org.apache.commons.compress.archivers.zip.ZipEncodingHelper;

/**
 * The members of a tar file (POSIX.1-2001 ustar and pax, GNU long names), one after another.
 * Commons-compress decodes the headers. This class walks over them, because the library's stream
 * holds names of any length in memory and cannot continue after a damaged header.
 *
 * <p>Nothing is unpacked: names are only compared.
 */
public final class TarMembers {

  /** Maximum bytes of a name or an extended header. */
  static final int MAX_EXTENDED = 1 << 16;

  private static final int BLOCK = 512;
  private static final ZipEncoding NAMES = ZipEncodingHelper.getZipEncoding("UTF-8");
  private static final int MAGIC_OFFSET = 257;
  private static final byte[] MAGIC = "ustar".getBytes(StandardCharsets.US_ASCII);

  private final LookAhead bytes;
  private final long maxBytes;
  private String longName = "";
  private long paxSize = -1;
  private boolean sawEnd;
  private boolean sawMember;
  private boolean goesOn;

  public enum Type {
    FILE,
    FOLDER,
    LINK,
    DEVICE,
    OTHER
  }

  /**
   * One member.
   *
   * @param name as in the archive; must not be used as a path
   * @param size its bytes in the archive
   * @param data its content; empty for members that are not files or exceed the limit
   */
  public record Member(String name, Type type, long size, Optional<byte[]> data) {}

  /**
   * @param maxBytes maximum bytes of a member's data; larger members are returned without data
   */
  public TarMembers(LookAhead bytes, long maxBytes) {
    this.bytes = bytes;
    this.maxBytes = Math.min(maxBytes, Integer.MAX_VALUE - BLOCK);
  }

  /**
   * The next member, or nothing at the end.
   *
   * @throws DamagedInputException when the next header is damaged or the file is cut; the next call
   *     continues at the next header found
   */
  public Optional<Member> next() throws IOException {
    while (!sawEnd) {
      goesOn = false;
      try {
        if (bytes.atEnd()) {
          return endOfFile();
        }
        sawMember = true;
        Optional<Member> member = readEntry();
        if (member.isPresent()) {
          return member;
        }
      } catch (DamagedInputException damaged) {
        // nothing can follow a cut archive or damaged compression around it
        sawEnd |= !goesOn;
        throw damaged;
      }
    }
    return Optional.empty();
  }

  private Optional<Member> endOfFile() throws DamagedInputException {
    sawEnd = true;
    if (sawMember) {
      throw new DamagedInputException(FailReason.DAMAGED_FILE, "the archive has no end mark");
    }
    return Optional.empty();
  }

  private DamagedInputException damagedHeader(FailReason reason, String detail) {
    goesOn = true;
    return new DamagedInputException(reason, detail);
  }

  /** Reads one header and its data; empty when it is not a member. */
  private Optional<Member> readEntry() throws IOException {
    if (!bytes.require(BLOCK)) {
      bytes.consume(bytes.available());
      throw new DamagedInputException(FailReason.DAMAGED_FILE, "the archive is cut in a header");
    }
    byte[] block = Arrays.copyOfRange(bytes.array(), bytes.head(), bytes.head() + BLOCK);
    if (isZero(block) && endsHere()) {
      sawEnd = true;
      return Optional.empty();
    }
    TarArchiveEntry entry = isZero(block) ? null : parse(block);
    if (entry == null) {
      resume();
      throw damagedHeader(FailReason.DAMAGED_RECORD, "a header of the archive is damaged");
    }
    bytes.consume(BLOCK);
    if (entry.isGNULongNameEntry() || entry.isPaxHeader()) {
      readExtended(entry);
      return Optional.empty();
    }
    if (entry.isGlobalPaxHeader() || entry.isGNULongLinkEntry()) {
      pass(entry.getSize());
      return Optional.empty();
    }
    return Optional.of(member(entry));
  }

  /** Whether a block of zeros is part of the end mark, which has two, and not a damaged header. */
  private boolean endsHere() throws IOException {
    if (!bytes.require(2 * BLOCK)) {
      return true;
    }
    int next = bytes.head() + BLOCK;
    return isZero(Arrays.copyOfRange(bytes.array(), next, next + BLOCK));
  }

  private Member member(TarArchiveEntry entry) throws IOException {
    String name = longName.isEmpty() ? entry.getName() : longName;
    Type type = type(entry);
    boolean hasData = type == Type.FILE || type == Type.OTHER;
    long size = !hasData ? 0 : paxSize >= 0 ? paxSize : entry.getSize();
    longName = "";
    paxSize = -1;
    if (type != Type.FILE || size > maxBytes) {
      pass(size);
      return new Member(name, type, size, Optional.empty());
    }
    return new Member(name, type, size, Optional.of(data(name, (int) size)));
  }

  private static Type type(TarArchiveEntry entry) {
    byte flag = entry.getLinkFlag();
    if (entry.isLink() || entry.isSymbolicLink()) {
      return Type.LINK;
    }
    if (entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO()) {
      return Type.DEVICE;
    }
    if (flag == TarConstants.LF_DIR || entry.getName().endsWith("/")) {
      return Type.FOLDER;
    }
    boolean plain =
        flag == TarConstants.LF_NORMAL
            || flag == TarConstants.LF_OLDNORM
            || flag == TarConstants.LF_CONTIG;
    return plain ? Type.FILE : Type.OTHER;
  }

  private byte[] data(String name, int size) throws IOException {
    if (!bytes.require(size)) {
      bytes.consume(bytes.available());
      throw new DamagedInputException(FailReason.DAMAGED_FILE, "the archive is cut in " + name);
    }
    byte[] data = Arrays.copyOfRange(bytes.array(), bytes.head(), bytes.head() + size);
    bytes.consume(size);
    passPadding(size);
    return data;
  }

  private void pass(long size) throws IOException {
    if (bytes.skip(size) < size) {
      throw new DamagedInputException(FailReason.DAMAGED_FILE, "the archive is cut in a member");
    }
    passPadding(size);
  }

  private void passPadding(long size) throws IOException {
    long padding = (BLOCK - size % BLOCK) % BLOCK;
    if (bytes.skip(padding) < padding) {
      throw new DamagedInputException(
          FailReason.DAMAGED_FILE, "the archive is cut behind a member");
    }
  }

  /** Reads name and size of the next member from an extended header. */
  private void readExtended(TarArchiveEntry entry) throws IOException {
    if (entry.getSize() > MAX_EXTENDED) {
      pass(entry.getSize());
      throw damagedHeader(
          FailReason.TOO_LARGE, "an extended header of " + entry.getSize() + " bytes");
    }
    byte[] data = data("an extended header", (int) entry.getSize());
    if (entry.isGNULongNameEntry()) {
      int end = 0;
      while (end < data.length && data[end] != 0) {
        end++;
      }
      longName = new String(data, 0, end, StandardCharsets.UTF_8);
    } else {
      readPax(data);
    }
  }

  /** Records of {@code LENGTH KEY=VALUE\n} (POSIX pax, "pax Extended Header"). */
  private void readPax(byte[] data) throws DamagedInputException {
    int at = 0;
    while (at < data.length) {
      int length = 0;
      int digits = at;
      while (digits < data.length && data[digits] >= '0' && data[digits] <= '9') {
        length = Math.min(MAX_EXTENDED + 1, 10 * length + data[digits] - '0');
        digits++;
      }
      int end = at + length;
      if (digits == at || end > data.length || end <= digits + 1 || data[digits] != ' ') {
        throw damagedHeader(FailReason.DAMAGED_RECORD, "an extended header is damaged");
      }
      String field = new String(data, digits + 1, end - digits - 2, StandardCharsets.UTF_8);
      if (field.startsWith("path=")) {
        longName = field.substring("path=".length());
      } else if (field.startsWith("size=")) {
        paxSize = size(field.substring("size=".length()));
      }
      at = end;
    }
  }

  private long size(String digits) throws DamagedInputException {
    if (!digits.matches("[0-9]{1,18}")) {
      throw damagedHeader(FailReason.DAMAGED_RECORD, "a size is no number");
    }
    return Long.parseLong(digits);
  }

  private static TarArchiveEntry parse(byte[] block) {
    try {
      if (!TarUtils.verifyCheckSum(block)) {
        return null;
      }
      TarArchiveEntry entry = new TarArchiveEntry(Map.of(), block, NAMES, false);
      return entry.getSize() < 0 ? null : entry;
    } catch (IOException | RuntimeException malformed) {
      // commons-compress throws either for fields that it cannot decode
      return null;
    }
  }

  private void resume() throws IOException {
    longName = "";
    paxSize = -1;
    do {
      bytes.consume(BLOCK);
    } while (bytes.require(BLOCK) && !isHeader());
    if (bytes.available() < BLOCK) {
      bytes.consume(bytes.available());
      sawEnd = true;
    }
  }

  private boolean isHeader() {
    int magic = bytes.head() + MAGIC_OFFSET;
    if (!Arrays.equals(bytes.array(), magic, magic + MAGIC.length, MAGIC, 0, MAGIC.length)) {
      return false;
    }
    return parse(Arrays.copyOfRange(bytes.array(), bytes.head(), bytes.head() + BLOCK)) != null;
  }

  private static boolean isZero(byte[] block) {
    for (byte b : block) {
      if (b != 0) {
        return false;
      }
    }
    return true;
  }
}
