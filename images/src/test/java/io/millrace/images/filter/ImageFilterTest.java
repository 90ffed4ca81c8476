package io.millrace.images.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.millrace.api.Rule;
import io.millrace.corpus.ImageFacts;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.IntBinaryOperator;
import org.junit.jupiter.api.Test;

class ImageFilterTest {

  private final ImageFilter filter = new ImageFilter(ImageFilterSettings.defaults());

  private static ImageFacts facts(int width, int height, IntBinaryOperator brightness) {
    byte[] luma = new byte[1024];
    for (int i = 0; i < luma.length; i++) {
      luma[i] = (byte) brightness.applyAsInt(i % 32, i / 32);
    }
    return new ImageFacts(
        "jpeg", 256, 256, "jpeg", width, height, 1, "", luma, Collections.emptySortedMap());
  }

  private double[] measure(ImageFacts facts) {
    double[] out = new double[filter.signals().size() + 2];
    filter.measure(facts, out, 1);
    assertThat(out[0]).isZero();
    assertThat(out[out.length - 1]).isZero();
    return Arrays.copyOfRange(out, 1, out.length - 1);
  }

  private List<String> broken(ImageFacts facts) {
    double[] signals = measure(facts);
    return filter.rules().stream()
        .filter(rule -> rule.isBrokenBy(signals[filter.signals().indexOf(rule.signal())], "en"))
        .map(Rule::reason)
        .map(Object::toString)
        .toList();
  }

  private static int picture(int x, int y) {
    return x < 16 == y < 20 ? 200 : 60;
  }

  @Test
  void shapes() {
    assertThat(broken(facts(200, 600, ImageFilterTest::picture))).isEmpty();
    assertThat(broken(facts(1, 1, ImageFilterTest::picture))).contains("IMAGE_TOO_SMALL");
    assertThat(broken(facts(199, 400, ImageFilterTest::picture))).contains("IMAGE_TOO_SMALL");
    assertThat(broken(facts(728, 220, ImageFilterTest::picture))).contains("IMAGE_ASPECT");
    assertThat(broken(facts(220, 728, ImageFilterTest::picture))).contains("IMAGE_ASPECT");
  }

  @Test
  void blankImagesAndGradients() {
    assertThat(broken(facts(400, 400, (x, y) -> 255))).containsExactly("BLANK_IMAGE");
    assertThat(broken(facts(400, 400, (x, y) -> x * 8))).containsExactly("BLANK_IMAGE");
    assertThat(broken(facts(400, 400, (x, y) -> x * 3 + y * 4 + (x + y) % 2)))
        .containsExactly("BLANK_IMAGE");
    assertThat(broken(facts(400, 400, (x, y) -> x == 3 && y < 20 ? 0 : 255))).isEmpty();
    assertThat(broken(facts(400, 400, ImageFilterTest::picture))).isEmpty();
  }

  @Test
  void signalsAreWhatTheySay() {
    double[] step = measure(facts(400, 300, (x, y) -> x < 16 ? 0 : 200));
    assertThat(step[0]).isEqualTo(300);
    assertThat(step[1]).isEqualTo(4 / 3.0);
    assertThat(step[2]).isCloseTo(100, within(1e-9));
    // a step is three quarters gradient: 1 - r^2 with r^2 = 3/4 * 1024/1023
    assertThat(step[3]).isCloseTo(Math.sqrt(10_000 * (1 - .75 * 1024 / 1023)), within(1e-6));
    assertThat(step[4]).isCloseTo(200.0 * 32 / (2 * 32 * 31), within(1e-9));
  }
}
