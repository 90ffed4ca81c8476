package io.millrace.pipelines.step.image;

import io.millrace.api.PerLanguage;
import io.millrace.api.Rule;
import io.millrace.connectors.ocr.OcrResult;
import io.millrace.connectors.ocr.Tesseract;
import io.millrace.corpus.Caption;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.ImageFacts;
import io.millrace.corpus.Verdict;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Rules;
import io.millrace.pipelines.step.Step;
import io.millrace.pipelines.step.WorkingDocument;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads the text in the image, which becomes a caption of the pair. A pair whose image cannot be
 * read is kept; a signal tells it from an image without text.
 */
public final class OcrStep implements Step {

  private final ImageOcrSettings settings;
  private final Rules rules;
  private Tesseract tesseract;

  public OcrStep(ImageOcrSettings settings) {
    this.settings = settings;
    this.rules =
        new Rules(
            List.of(
                Rule.atMost(
                    DropReason.TEXT_IMAGE, "coverage", PerLanguage.of(settings.maxCoverage()))),
            signals());
  }

  @Override
  public void prepare() throws IOException {
    tesseract = Tesseract.open(settings.tesseract());
  }

  @Override
  public List<String> signals() {
    return List.of("coverage", "confidence", "words", "timeout", "unreadable");
  }

  @Override
  public List<Rule> rules() {
    return rules.list();
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) throws IOException {
    Optional<ImagePart> found = working.image();
    if (found.isEmpty() || found.get().facts().isEmpty() || found.get().image().isEmpty()) {
      return Optional.empty();
    }
    ImagePart part = found.get();
    ImageFacts facts = part.facts().get();
    OcrResult read =
        tesseract.read(
            part.image().get(), facts.width(), facts.height(), working.document().language());
    if (!read.problem().isEmpty()) {
      working.signals()[offset + signals().indexOf(read.problem())] = 1;
      return Optional.empty();
    }
    working.signals()[offset] = read.coverage();
    working.signals()[offset + 1] = read.confidence();
    working.signals()[offset + 2] = read.words().size();
    if (read.caption().isPresent()) {
      List<Caption> captions = new ArrayList<>(part.captions());
      captions.add(read.caption().get());
      working.replaceImage(part.withCaptions(captions));
    }
    return rules.firstBroken(working.document().language(), working.signals(), offset);
  }
}
