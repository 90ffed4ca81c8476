package io.millrace.trainer.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.trainer.run.TrainingException;
import io.millrace.trainer.tokenizer.SplitPattern;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class GgufWriterTest {

  /** Reads the file by the description of the format. */
  private record Reader(ByteBuffer bytes) {
    String text() {
      byte[] text = new byte[(int) bytes.getLong()];
      bytes.get(text);
      return new String(text, StandardCharsets.UTF_8);
    }
  }

  @Test
  void writtenFileIsReadBack() throws IOException {
    GgufWriter writer = new GgufWriter();
    writer.text("a.text", "Mühle");
    writer.number("a.number", 4_000_000);
    writer.flag("a.flag", true);
    writer.texts("a.texts", List.of("x", "ÿ"));
    writer.tensor("one", new long[] {3}, false, () -> new float[] {1, -2, 3.5f});
    writer.tensor("two", new long[] {2, 3}, true, () -> new float[] {0, 1, 2, 3, 4, -5});
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    writer.write(out);
    Reader in = new Reader(ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN));
    ByteBuffer bytes = in.bytes();
    assertThat(bytes.getInt()).isEqualTo(0x46554747);
    assertThat(bytes.getInt()).isEqualTo(3);
    assertThat(bytes.getLong()).isEqualTo(2);
    assertThat(bytes.getLong()).isEqualTo(4);
    assertThat(in.text()).isEqualTo("a.text");
    assertThat(bytes.getInt()).isEqualTo(8);
    assertThat(in.text()).isEqualTo("Mühle");
    assertThat(in.text()).isEqualTo("a.number");
    assertThat(bytes.getInt()).isEqualTo(4);
    assertThat(bytes.getInt()).isEqualTo(4_000_000);
    assertThat(in.text()).isEqualTo("a.flag");
    assertThat(bytes.getInt()).isEqualTo(7);
    assertThat(bytes.get()).isEqualTo((byte) 1);
    assertThat(in.text()).isEqualTo("a.texts");
    assertThat(bytes.getInt()).isEqualTo(9);
    assertThat(bytes.getInt()).isEqualTo(8);
    assertThat(bytes.getLong()).isEqualTo(2);
    assertThat(in.text() + in.text()).isEqualTo("xÿ");
    assertThat(in.text()).isEqualTo("one");
    assertThat(bytes.getInt()).isEqualTo(1);
    assertThat(bytes.getLong()).isEqualTo(3);
    assertThat(bytes.getInt()).isZero();
    assertThat(bytes.getLong()).isZero();
    assertThat(in.text()).isEqualTo("two");
    assertThat(bytes.getInt()).isEqualTo(2);
    assertThat(bytes.getLong()).as("innermost first").isEqualTo(3);
    assertThat(bytes.getLong()).isEqualTo(2);
    assertThat(bytes.getInt()).isEqualTo(1);
    assertThat(bytes.getLong()).isEqualTo(32);
    int data = (bytes.position() + 31) / 32 * 32;
    assertThat(bytes.getFloat(data + 8)).isEqualTo(3.5f);
    assertThat(bytes.getShort(data + 32 + 2)).isEqualTo((short) 0x3C00);
    assertThat(bytes.getShort(data + 32 + 10)).isEqualTo((short) 0xC500);
    assertThat(out.size()).isEqualTo(data + 64);
  }

  @Test
  void wrongNumberOfElementsIsRefused() {
    GgufWriter writer = new GgufWriter();
    writer.tensor("one", new long[] {3}, false, () -> new float[2]);
    assertThatThrownBy(() -> writer.write(new ByteArrayOutputStream()))
        .hasMessageContaining("one has 2 numbers");
  }

  @Test
  void matchesKnownHalves() {
    assertThat(GgufWriter.half(65504)).isEqualTo((short) 0x7BFF);
    assertThat(GgufWriter.half(65520)).as("rounds to infinity").isEqualTo((short) 0x7C00);
    assertThat(GgufWriter.half(0x1p-24f)).isEqualTo((short) 1);
    assertThat(GgufWriter.half(0x1p-25f)).as("a tie, to even").isEqualTo((short) 0);
    assertThat(GgufWriter.half(-0f)).isEqualTo((short) 0x8000);
    assertThat(GgufWriter.half(Float.NaN) & 0x7FFF).isGreaterThan(0x7C00);
  }

  /** The float16 of a number is the nearer one of its two neighbours. */
  @Property
  void halvesAreNearest(@ForAll float number) {
    double exact = Math.max(-70_000, Math.min(70_000, number));
    short half = GgufWriter.half((float) exact);
    double found = value(half);
    for (int step : new int[] {-1, 1}) {
      double other = value((short) (half + step));
      if (Double.isFinite(other) && Double.isFinite(found)) {
        assertThat(Math.abs(found - (float) exact))
            .isLessThanOrEqualTo(Math.abs(other - (float) exact));
      }
    }
  }

  private static double value(short half) {
    int exponent = half >> 10 & 0x1F;
    int fraction = half & 0x3FF;
    double size =
        exponent == 0x1F
            ? fraction == 0 ? Double.POSITIVE_INFINITY : Double.NaN
            : exponent == 0
                ? fraction * 0x1p-24
                : (1024 + fraction) * StrictMath.pow(2, exponent - 25);
    return half < 0 ? -size : size;
  }

  @Test
  void onlyPatternsOfLlamaCppAreSupported() {
    assertThat(GgufExport.pattern(SplitPattern.STABLE_LM_2, false)).isEqualTo("stablelm2");
    assertThatThrownBy(() -> GgufExport.pattern(SplitPattern.WITH_MARKS, false))
        .isInstanceOf(TrainingException.class)
        .hasMessageContaining("--pattern stable-lm-2");
    assertThatThrownBy(() -> GgufExport.pattern(SplitPattern.GPT_2, true))
        .hasMessageContaining("ignore_merges");
  }

  @Test
  void namesAreThoseOfLlamaCpp() {
    assertThat(GgufExport.name("model.layers.3.self_attn.o_proj.weight"))
        .isEqualTo("blk.3.attn_output.weight");
    assertThat(GgufExport.name("model.layers.0.post_attention_layernorm.bias"))
        .isEqualTo("blk.0.ffn_norm.bias");
    assertThat(GgufExport.name("lm_head.weight")).isEqualTo("output.weight");
  }
}
