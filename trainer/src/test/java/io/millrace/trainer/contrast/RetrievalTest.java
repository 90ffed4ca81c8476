package io.millrace.trainer.contrast;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RetrievalTest {

  @Test
  void ranksMatchManualComputation() {
    // image 0 is nearest to text 1; image 1 to its own
    float[] images = {1, 0, 0, 1};
    float[] texts = {.6f, .8f, .8f, .6f};
    Retrieval.Recall recall = Retrieval.of(images, texts, 2);
    // image 0: own .6, other .8; image 1: own .6, other .8
    assertThat(recall.textOfImage()).containsEntry(1, 0.0).containsEntry(5, 1.0);
    // text 0: own .6, other .8
    assertThat(recall.imageOfText()).containsEntry(1, 0.0).containsEntry(10, 1.0);
    Retrieval.Recall swapped = Retrieval.of(images, new float[] {.8f, .6f, .6f, .8f}, 2);
    assertThat(swapped.textOfImage()).containsEntry(1, 1.0);
    assertThat(swapped.pairs()).isEqualTo(2);
  }

  @Test
  void equalEmbeddingsHaveNoRecall() {
    float[] same = new float[24];
    Arrays.fill(same, .5f);
    Retrieval.Recall recall = Retrieval.of(same, same, 12);
    assertThat(recall.textOfImage()).containsEntry(1, 0.0).containsEntry(10, 0.0);
  }
}
