package io.millrace.pipelines.step.image;

import io.millrace.corpus.Verdict;
import io.millrace.images.decode.ImageDecoder;
import io.millrace.images.decode.ImageResult;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Step;
import io.millrace.pipelines.step.WorkingDocument;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Decodes the image of a pair, and replaces it by the image that is emitted. */
public final class DecodeStep implements Step {

  private final ImageDecoder decoder;

  /** The last decoded image: pairs of one address come in sequence and share it. */
  private byte[] lastImage;

  private ImageResult lastResult;

  public DecodeStep(ImageDecoder decoder) {
    this.decoder = decoder;
  }

  @Override
  public void prepare() throws IOException {
    decoder.prepare();
  }

  @Override
  public List<String> signals() {
    return List.of("original_width", "original_height", "encoded_bytes");
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    Optional<ImagePart> part = working.image();
    if (part.isEmpty() || part.get().image().isEmpty()) {
      return Optional.empty();
    }
    byte[] image = part.get().image().get();
    if (image != lastImage) {
      lastResult = decoder.decode(image);
      lastImage = image;
    }
    if (lastResult instanceof ImageResult.Decoded decoded) {
      double[] signals = working.signals();
      signals[offset] = decoded.facts().originalWidth();
      signals[offset + 1] = decoded.facts().originalHeight();
      signals[offset + 2] = decoded.encoded().length;
      working.replaceImage(
          part.get().withImage(Optional.of(decoded.encoded()), Optional.of(decoded.facts())));
      return Optional.empty();
    }
    working.replaceImage(part.get().withImage(Optional.empty(), Optional.empty()));
    return Optional.of(Verdict.Dropped.because(((ImageResult.Refused) lastResult).reason()));
  }
}
