package io.millrace.rephrase.cache;

import io.millrace.corpus.Hash128;
import io.millrace.rephrase.generate.ChatMessage;
import io.millrace.rephrase.generate.GenerationParameters;
import io.millrace.rephrase.generate.GenerationRequest;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * Hash of everything that determines a completion. It must never change, because a change makes
 * every cache useless.
 *
 * <p>The hashed bytes are, in order: version of the format (one byte, 1), hash of the prompt,
 * model, number of messages, role and text of each, temperature and top_p (bits of a double),
 * maximum of tokens, seed, number of stop texts, each stop text. A text is written as its length in
 * bytes (4 bytes) and its UTF-8; numbers are big-endian. Because of the lengths, different requests
 * have different bytes.
 *
 * @param hash of these bytes
 */
public record CacheKey(Hash128 hash) {

  private static final int FORMAT = 1;

  /**
   * The key of a request.
   *
   * @param prompt hash of the prompt of the messages, or ""
   */
  public static CacheKey of(String prompt, GenerationRequest request) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024);
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeByte(FORMAT);
      write(out, prompt);
      write(out, request.model());
      out.writeInt(request.messages().size());
      for (ChatMessage message : request.messages()) {
        write(out, message.role().name());
        write(out, message.text());
      }
      GenerationParameters sampling = request.sampling();
      // -0.0 equals 0 for a server
      out.writeLong(Double.doubleToLongBits(sampling.temperature() + 0.0));
      out.writeLong(Double.doubleToLongBits(sampling.topP()));
      out.writeInt(sampling.maxTokens());
      out.writeLong(sampling.seed());
      out.writeInt(sampling.stop().size());
      for (String stop : sampling.stop()) {
        write(out, stop);
      }
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return new CacheKey(Hash128.of(bytes.toByteArray()));
  }

  private static void write(DataOutputStream out, String text) throws IOException {
    byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(utf8.length);
    out.write(utf8);
  }

  @Override
  public String toString() {
    return hash.toHex();
  }
}
