package io.millrace.pipelines.step.image;

import io.millrace.connectors.fetch.FetchResult;
import io.millrace.connectors.fetch.FetchSettings;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Verdict;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Step;
import io.millrace.pipelines.step.WorkingDocument;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Adds the fetched image to the pair, or drops the pair. The fetch itself happens outside the
 * chain, for hundreds of images at once.
 */
public final class FetchStep implements Step {

  /** Header fields that are kept in the metadata, for users of the corpus. */
  private static final List<String> KEPT =
      List.of("last-modified", "content-language", "x-robots-tag", "tdm-reservation", "tdm-policy");

  private final PageOptOut optOut;

  public FetchStep(FetchSettings settings) {
    this.optOut = new PageOptOut(settings);
  }

  @Override
  public List<String> signals() {
    return List.of("bytes", "attempts");
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    Optional<ImagePart> part = working.image();
    if (part.isEmpty()) {
      return Optional.empty();
    }
    Optional<DropReason> refused = optOut.of(working.document().metadata());
    if (refused.isPresent()) {
      working.replaceImage(part.get().withImage(Optional.empty(), part.get().facts()));
      return refused.map(Verdict.Dropped::because);
    }
    if (part.get().image().isPresent()) {
      return Optional.empty();
    }
    FetchResult result =
        working.fetched().orElseThrow(() -> new IllegalStateException("the image was not fetched"));
    if (result instanceof FetchResult.Fetched fetched) {
      working.signals()[offset] = fetched.body().length;
      working.signals()[offset + 1] = fetched.attempts();
      SortedMap<String, String> metadata = new TreeMap<>(working.document().metadata());
      for (String name : KEPT) {
        String value = fetched.headers().get(name);
        if (value != null && !value.isEmpty()) {
          metadata.put("image_" + name.replace('-', '_'), value);
        }
      }
      working.replace(working.document().withMetadata(metadata));
      working.replaceImage(part.get().withImage(Optional.of(fetched.body()), Optional.empty()));
      return Optional.empty();
    }
    FetchResult.Failed failed = (FetchResult.Failed) result;
    working.signals()[offset + 1] = failed.attempts();
    return Optional.of(Verdict.Dropped.because(failed.reason()));
  }
}
