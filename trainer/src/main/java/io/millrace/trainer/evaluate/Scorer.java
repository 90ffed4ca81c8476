package io.millrace.trainer.evaluate;

import io.millrace.trainer.data.Batch;
import io.millrace.trainer.model.Decoder;
import io.millrace.trainer.tensor.Scope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Computes negative log likelihoods of pieces of text. Several pieces share a sequence without
 * attention between them, as in training; the rest of a sequence is padded.
 */
final class Scorer {

  private static final int SEQUENCES = 8;

  private final Decoder model;
  private final Scope root;
  private final int length;
  private final int padding;

  /**
   * @param length tokens of a sequence, at least those of the longest piece
   * @param padding any id
   */
  Scorer(Decoder model, Scope root, int length, int padding) {
    this.model = model;
    this.root = root;
    this.length = length;
    this.padding = padding;
  }

  int length() {
    return length;
  }

  /** For each piece, the sum of -ln p over its scored tokens. */
  double[] nats(List<Piece> pieces) {
    double[] nats = new double[pieces.size()];
    List<Integer> rows = new ArrayList<>();
    int next = 0;
    while (next < pieces.size()) {
      rows.clear();
      int from = next;
      while (rows.size() < SEQUENCES && next < pieces.size()) {
        int room = length;
        int count = 0;
        while (next < pieces.size() && pieces.get(next).tokens().length <= room) {
          room -= pieces.get(next++).tokens().length;
          count++;
        }
        if (count == 0) {
          throw new IllegalArgumentException("a piece is longer than " + length + " tokens");
        }
        rows.add(count);
      }
      score(pieces.subList(from, next), rows, nats, from);
    }
    return nats;
  }

  private void score(List<Piece> pieces, List<Integer> rows, double[] nats, int from) {
    int size = rows.size() * length;
    int[] ids = new int[size];
    int[] targets = new int[size];
    int[] positions = new int[size];
    int[] documents = new int[size];
    Arrays.fill(ids, padding);
    Arrays.fill(targets, Batch.IGNORED);
    int[] starts = new int[pieces.size()];
    int piece = 0;
    for (int row = 0; row < rows.size(); row++) {
      int at = row * length;
      for (int document = 0; document < rows.get(row); document++) {
        starts[piece] = at;
        at = place(pieces.get(piece++), document, at, ids, targets, positions, documents);
      }
      for (int i = 0; at < (row + 1) * length; at++, i++) {
        positions[at] = i;
        documents[at] = rows.get(row);
      }
    }
    Batch batch = new Batch(rows.size(), length, ids, targets, positions, documents);
    float[] losses;
    try (Scope scope = root.evaluation()) {
      losses = model.losses(scope, batch);
    }
    for (int i = 0; i < starts.length; i++) {
      double sum = 0;
      for (int at = 0; at < pieces.get(i).tokens().length; at++) {
        sum += losses[starts[i] + at];
      }
      nats[from + i] = sum;
    }
  }

  private static int place(
      Piece piece,
      int document,
      int at,
      int[] ids,
      int[] targets,
      int[] positions,
      int[] documents) {
    int[] tokens = piece.tokens();
    for (int i = 0; i < tokens.length; i++) {
      ids[at + i] = tokens[i];
      positions[at + i] = i;
      documents[at + i] = document;
      if (i + 1 < tokens.length && i + 1 >= piece.first()) {
        targets[at + i] = tokens[i + 1];
      }
    }
    return at + tokens.length;
  }
}
