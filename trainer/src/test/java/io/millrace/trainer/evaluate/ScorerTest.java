package io.millrace.trainer.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.data.Batch;
import io.millrace.trainer.model.Decoder;
import io.millrace.trainer.model.DecoderSettings;
import io.millrace.trainer.tensor.NumberType;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Torch;
import io.millrace.trainer.tensor.TorchSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScorerTest {

  /** A packed piece has the same score as a single one. */
  @Test
  void piecesAreIndependent() {
    try (Torch torch = Torch.start(new TorchSettings(1, "cpu"))) {
      DecoderSettings settings = new DecoderSettings(16, 2, 2, 24, 64, .5, 10_000, true, 1e-5, .4);
      Decoder model =
          new Decoder(new Parameters(torch.root(), 5, NumberType.FLOAT32), settings, 30);
      Random random = new Random(4);
      List<Piece> pieces = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        int[] tokens = random.ints(2 + random.nextInt(19), 0, 30).toArray();
        pieces.add(new Piece(tokens, 1 + random.nextInt(tokens.length - 1)));
      }
      double[] nats = new Scorer(model, torch.root(), 20, 0).nats(pieces);
      for (int i = 0; i < nats.length; i++) {
        assertThat(nats[i]).isCloseTo(alone(model, torch.root(), pieces.get(i)), within(1e-3));
      }
      assertThatThrownBy(
              () -> new Scorer(model, torch.root(), 20, 0).nats(List.of(new Piece(new int[21], 1))))
          .hasMessageContaining("longer than 20 tokens");
    }
  }

  private static double alone(Decoder model, Scope root, Piece piece) {
    int length = piece.tokens().length;
    int[] positions = new int[length];
    int[] targets = new int[length];
    for (int i = 0; i < length; i++) {
      positions[i] = i;
      boolean scored = i + 1 < length && i + 1 >= piece.first();
      targets[i] = scored ? piece.tokens()[i + 1] : Batch.IGNORED;
    }
    try (Scope scope = root.evaluation()) {
      return model.loss(
          scope, new Batch(1, length, piece.tokens(), targets, positions, new int[length]));
    }
  }
}
