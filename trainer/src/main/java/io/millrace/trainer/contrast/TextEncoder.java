package io.millrace.trainer.contrast;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.EncoderOps;
import io.millrace.trainer.tensor.ExpertOps;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;
import io.millrace.trainer.vision.Tower;
import java.util.List;
import java.util.Optional;

/** A transformer for texts with the blocks of the vision encoder; one vector per text. */
public final class TextEncoder extends AbstractPart {

  private final TextSettings settings;
  private final TokenPlaces embedding;
  private final Tower tower;

  /** With {@code embedding.*} and {@code tower.*}. */
  public TextEncoder(Parameters parameters, TextSettings settings, int vocabulary) {
    super(parameters);
    this.settings = settings;
    this.embedding =
        new TokenPlaces(
            parameters.at("embedding"),
            vocabulary,
            settings.maximumLength(),
            settings.tower().width(),
            settings.tower().deviation());
    this.tower =
        new Tower(
            parameters.at("tower"),
            settings.tower(),
            settings.causal(),
            List.of(),
            Optional.empty());
  }

  /**
   * @param pass its scope owns the result
   * @param tokens ids of all texts, one text after the other
   * @param lengths number of tokens of each text
   * @return [texts, width]
   */
  public Tensor forward(Pass pass, int[] tokens, long[] lengths) {
    Pass own = pass.with(Pass.Layout.plain(lengths));
    Tensor embedded = embedding.forward(own, tokens, lengths);
    Scope scope = pass.scope();
    try (Tensor hidden = tower.forward(own, embedded).tokens()) {
      return settings.causal()
          ? last(scope, hidden, lengths)
          : EncoderOps.runMeans(scope, hidden, lengths);
    }
  }

  private static Tensor last(Scope scope, Tensor hidden, long[] lengths) {
    int[] ends = new int[lengths.length];
    long end = 0;
    for (int i = 0; i < ends.length; i++) {
      end += lengths[i];
      ends[i] = Math.toIntExact(end - 1);
    }
    try (Tensor places = scope.of(ends, ends.length)) {
      return ExpertOps.rows(scope, hidden, places);
    }
  }

  public TextSettings settings() {
    return settings;
  }
}
