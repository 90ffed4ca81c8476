package io.millrace.connectors.fetch.http;

import io.millrace.connectors.fetch.FetchFailure;
import io.millrace.corpus.DropReason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;

/**
 * Decodes content codings. None is requested, since images are compressed already, but some servers
 * compress everything.
 */
final class Unpacking {

  private Unpacking() {}

  /** Rejects a coding that cannot be decoded. */
  static void check(String coding) throws FetchFailure {
    switch (coding.toLowerCase(Locale.ROOT)) {
      case "", "identity", "gzip", "x-gzip", "deflate" -> {}
      default ->
          throw FetchFailure.lasting(
              DropReason.BAD_RESPONSE, "Content-Encoding '" + coding + "', which nobody asked for");
    }
  }

  /**
   * @param most maximum bytes of the result
   * @param cut whether more bytes are cut off instead of rejected
   */
  static byte[] unpack(byte[] packed, String coding, int most, boolean cut) throws FetchFailure {
    if (packed.length == 0 || coding.isEmpty() || "identity".equalsIgnoreCase(coding)) {
      return packed;
    }
    boolean deflate = "deflate".equalsIgnoreCase(coding);
    try (InputStream in =
        deflate
            ? new InflaterInputStream(new ByteArrayInputStream(packed))
            : new GZIPInputStream(new ByteArrayInputStream(packed))) {
      byte[] plain = in.readNBytes(most);
      if (!cut && in.read() >= 0) {
        throw FetchFailure.lasting(
            DropReason.IMAGE_TOO_LARGE, "unpacked it has more than " + most + " bytes", 200);
      }
      return plain;
    } catch (FetchFailure e) {
      throw e;
    } catch (IOException e) {
      throw FetchFailure.lasting(
          DropReason.BAD_RESPONSE, "cannot be unpacked as " + coding + " says", 200);
    }
  }
}
