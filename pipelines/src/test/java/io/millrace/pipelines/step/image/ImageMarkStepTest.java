package io.millrace.pipelines.step.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.dedup.HashKeys;
import io.millrace.images.hash.ImageDedupSettings;
import org.junit.jupiter.api.Test;

class ImageMarkStepTest {

  /** The modules images and dedup do not see each other, so each has the limit. */
  @Test
  void settingsAndKeysAcceptTheSameDistances() {
    for (int distance = -1; distance <= Long.SIZE; distance++) {
      int each = distance;
      assertThat(accepts(() -> settings(each)))
          .as("distance %d", distance)
          .isEqualTo(accepts(() -> new HashKeys(each)));
    }
  }

  private static boolean accepts(Runnable construction) {
    try {
      construction.run();
      return true;
    } catch (IllegalArgumentException outOfRange) {
      return false;
    }
  }

  private static ImageDedupSettings settings(int distance) {
    ImageDedupSettings defaults = ImageDedupSettings.defaults();
    return new ImageDedupSettings(
        defaults.near(),
        distance,
        defaults.gradientDistance(),
        defaults.minContrast(),
        defaults.leaders(),
        defaults.maxPages(),
        defaults.maxSameCaption(),
        defaults.evaluationHashes(),
        defaults.evaluationDistance());
  }
}
