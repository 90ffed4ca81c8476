package io.millrace.trainer.tensor;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Packs the functions in {@code *.torchscript} as a PyTorch archive of a module without weights,
 * which libtorch compiles at load time. So Java can call every operation of PyTorch, including
 * fused attention and the fused optimiser, without an own native library and without Python.
 *
 * <p>The archive is a zip of stored entries: the source, an empty tuple of constants, and a pickle
 * with one object of the class {@code Functions} (PyTorch, {@code
 * torch/csrc/jit/docs/serialization.md}).
 */
final class FunctionArchive {

  /** The class; the other files add methods to it. */
  private static final List<String> SOURCES =
      List.of("functions.torchscript", "encoder.torchscript", "experts.torchscript");

  /** Pickle, protocol 2: a new {@code __torch__.Functions} with the attribute training = True. */
  private static final String OBJECT =
      "\u0080\u0002c__torch__\nFunctions\n)\u0081}(X\b\0\0\0training\u0088ub.";

  /** Pickle, protocol 2: the empty tuple. */
  private static final String CONSTANTS = "\u0080\u0002).";

  /** Version of the archive, which sets the meaning of division; PyTorch 2.7 writes 3 to 10. */
  private static final String FORMAT = "10\n";

  /** The first date of the zip format; nothing reads it. */
  private static final long ZIP_EPOCH = 315_532_800_000L;

  private FunctionArchive() {}

  static byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      put(zip, "data.pkl", OBJECT.getBytes(StandardCharsets.ISO_8859_1));
      put(zip, "code/__torch__.py", source());
      put(zip, "constants.pkl", CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
      put(zip, "version", FORMAT.getBytes(StandardCharsets.US_ASCII));
      put(zip, "byteorder", "little".getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] source() throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (String source : SOURCES) {
      try (InputStream in = FunctionArchive.class.getResourceAsStream(source)) {
        if (in == null) {
          throw new TorchException("the resource " + source + " is not on the class path");
        }
        in.transferTo(all);
        all.write('\n');
      }
    }
    return all.toByteArray();
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 crc = new CRC32();
    crc.update(content);
    ZipEntry entry = new ZipEntry("functions/" + name);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(content.length);
    entry.setCrc(crc.getValue());
    entry.setTime(ZIP_EPOCH);
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
