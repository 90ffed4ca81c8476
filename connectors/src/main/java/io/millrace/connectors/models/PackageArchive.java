package io.millrace.connectors.models;

import io.millrace.connectors.files.BulkStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Extracts one file from a package. Names in the archive are compared and never used as paths; an
 * archive with a name that would leave its folder is rejected nevertheless, because it is
 * malicious.
 */
final class PackageArchive {

  private static final int MAX_ENTRIES = 100_000;
  private static final long MAX_UNPACKED = 1L << 31;

  private PackageArchive() {}

  /**
   * Writes a member to a file.
   *
   * @param most maximum bytes of the member
   * @throws FetchException if the member is missing or too large, or the archive is damaged or
   *     unsafe
   */
  static void extract(Path archive, String member, Path to, long most) throws IOException {
    String name = archive.toString();
    boolean zip = name.endsWith(".jar") || name.endsWith(".whl") || name.endsWith(".zip");
    try {
      if (zip) {
        fromZip(archive, member, to, most);
      } else {
        fromTar(archive, member, to, most);
      }
    } catch (FetchException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw new FetchException("the package is damaged: " + e.getMessage());
    }
  }

  private static void fromTar(Path archive, String member, Path to, long most) throws IOException {
    try (InputStream file = new BufferedInputStream(Files.newInputStream(archive));
        InputStream unpacked = new BoundedStream(new GZIPInputStream(file), MAX_UNPACKED);
        TarArchiveInputStream tar = new TarArchiveInputStream(unpacked, "UTF-8")) {
      boolean found = false;
      int entries = 0;
      for (TarArchiveEntry e = tar.getNextEntry(); e != null; e = tar.getNextEntry()) {
        check(e.getName(), ++entries);
        boolean regular = e.isFile() && !e.isLink() && !e.isSymbolicLink();
        if (!found && regular && e.getName().equals(member)) {
          Checked.copy(tar, to, most);
          found = true;
        }
      }
      requireFound(found, member);
    }
  }

  private static void fromZip(Path archive, String member, Path to, long most) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      int entries = 0;
      for (ZipEntry entry : (Iterable<ZipEntry>) zip.stream().map(ZipEntry.class::cast)::iterator) {
        check(entry.getName(), ++entries);
      }
      ZipEntry entry = zip.getEntry(member);
      requireFound(entry != null && !entry.isDirectory(), member);
      try (InputStream in = zip.getInputStream(entry)) {
        Checked.copy(in, to, most);
      }
    }
  }

  private static void requireFound(boolean found, String member) throws FetchException {
    if (!found) {
      throw new FetchException("the package has no " + member);
    }
  }

  private static void check(String name, int entries) throws FetchException {
    if (entries > MAX_ENTRIES) {
      throw new FetchException("the package has more than " + MAX_ENTRIES + " files");
    }
    boolean drive = name.length() > 1 && name.charAt(1) == ':';
    List<String> parts = List.of(name.replace('\\', '/').split("/", -1));
    if (parts.get(0).isEmpty() || drive || parts.contains("..")) {
      throw new FetchException("the package has the unsafe path " + name);
    }
  }

  /** Fails when a stream unpacks to too many bytes. */
  private static final class BoundedStream extends BulkStream {

    private final InputStream in;
    private long left;

    BoundedStream(InputStream in, long most) {
      this.in = in;
      this.left = most;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      int n = in.read(buffer, offset, length);
      count(Math.max(n, 0));
      return n;
    }

    private void count(int n) throws FetchException {
      left -= n;
      if (left < 0) {
        throw new FetchException("the package unpacks to more than " + MAX_UNPACKED + " bytes");
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
