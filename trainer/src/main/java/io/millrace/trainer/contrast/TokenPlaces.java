package io.millrace.trainer.contrast;

import io.millrace.trainer.block.AbstractPart;
import io.millrace.trainer.block.Embedding;
import io.millrace.trainer.block.Parameters;
import io.millrace.trainer.block.Pass;
import io.millrace.trainer.tensor.Ops;
import io.millrace.trainer.tensor.Scope;
import io.millrace.trainer.tensor.Tensor;

/** Embeds tokens and adds embeddings of their positions: gives [tokens, width]. */
final class TokenPlaces extends AbstractPart {

  private final Embedding words;
  private final Embedding places;
  private final int vocabulary;
  private final int longest;

  /**
   * With {@code tokens.weight} [vocabulary, width] and {@code positions.weight} [longest, width].
   */
  TokenPlaces(Parameters parameters, int vocabulary, int longest, int width, double deviation) {
    super(parameters);
    this.vocabulary = vocabulary;
    this.longest = longest;
    this.words = new Embedding(parameters.at("tokens"), vocabulary, width, deviation);
    this.places = new Embedding(parameters.at("positions"), longest, width, deviation);
  }

  Tensor forward(Pass pass, int[] tokens, long[] lengths) {
    int[] positions = new int[tokens.length];
    int place = 0;
    for (long length : lengths) {
      if (length > longest) {
        throw new IllegalArgumentException(
            "a text of " + length + " tokens is longer than maximum_length, " + longest);
      }
      for (int i = 0; i < length; i++, place++) {
        positions[place] = i;
        if (tokens[place] < 0 || tokens[place] >= vocabulary) {
          throw new IllegalArgumentException(
              "the batch has token "
                  + tokens[place]
                  + "; the model has ids 0 to "
                  + (vocabulary - 1)
                  + ", so the tokenizer is not the model's");
        }
      }
    }
    Scope scope = pass.scope();
    try (Tensor ids = scope.of(tokens, tokens.length);
        Tensor numbers = scope.of(positions, positions.length);
        Tensor embedded = words.forward(pass, ids);
        Tensor placed = places.forward(pass, numbers)) {
      return Ops.add(scope, embedded, placed);
    }
  }
}
