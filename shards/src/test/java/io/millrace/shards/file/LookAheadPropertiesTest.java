package io.millrace.shards.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class LookAheadPropertiesTest {

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Gives a few bytes at a time, as networks do. */
  private static InputStream dribbling(byte[] bytes, Random random) {
    return new ByteArrayInputStream(bytes) {
      @Override
      public synchronized int read(byte[] target, int offset, int length) {
        return super.read(target, offset, Math.min(length, 1 + random.nextInt(7)));
      }
    };
  }

  @Property(tries = 200, seed = "31")
  void findsEveryOccurrenceWithAnyChunking(
      @ForAll @IntRange(max = 1000) int seed, @ForAll @IntRange(max = 300) int limit)
      throws IOException {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < 250; i++) {
      text.append("ab".charAt(random.nextInt(2)));
    }
    try (LookAhead bytes = LookAhead.ofStream(dribbling(ascii(text.toString()), random))) {
      int expected = text.indexOf("aab");
      while (expected >= 0 && expected < limit) {
        assertThat(bytes.find(ascii("aab"), limit)).isTrue();
        assertThat(bytes.position()).isEqualTo(expected);
        bytes.consume(1);
        expected = text.indexOf("aab", expected + 1);
      }
      assertThat(bytes.find(ascii("aab"), limit)).isFalse();
      assertThat(bytes.position()).isEqualTo(Math.min(250, limit));
    }
  }
}
