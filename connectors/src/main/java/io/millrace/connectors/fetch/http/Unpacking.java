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
 * Content codings. None is asked for, since images are packed already, but some servers pack
 * whatever they send.
 */
final class Unpacking {

  private Unpacking() {}

  /** Refuses a coding that cannot be unpacked. */
  static void check(String coding) throws FetchFailure {
    switch (coding.toLowerCase(Locale.ROOT)) {
      case "", "identity", "gzip", "x-gzip", "deflate" -> {}
      default ->
          throw FetchFailure.lasting(
              DropReason.BAD_RESPONSE, "Content-Encoding '" + coding + "', which nobody asked for");
    }
  }

  /**
   * @param most bytes that may come out
   * @param cut whether more are cut off, not refused
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
