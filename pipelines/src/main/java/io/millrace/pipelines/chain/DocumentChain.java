package io.millrace.pipelines.chain;

import io.millrace.api.Rule;
import io.millrace.connectors.fetch.FetchResult;
import io.millrace.corpus.Document;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.Hash128;
import io.millrace.corpus.ImageTextPair;
import io.millrace.corpus.InputRecord;
import io.millrace.corpus.Page;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.corpus.Verdict;
import io.millrace.filters.text.TextAnalyzer;
import io.millrace.langid.LanguageIdentifier;
import io.millrace.pipelines.failure.Failures;
import io.millrace.pipelines.step.ImagePart;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.step.LanguageStep;
import io.millrace.pipelines.step.StagePreparationException;
import io.millrace.pipelines.step.Step;
import io.millrace.pipelines.step.WorkingDocument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Runs the steps of a recipe on one record after another. The first step with a verdict decides.
 * Later steps still measure the document unless the recipe says otherwise, so that verdicts have
 * all signals and thresholds can be changed without another run. Not thread-safe.
 */
public final class DocumentChain {

  private final List<Stage> stages;
  private final List<String> signals;
  private final boolean measureAfterDrop;
  private boolean prepared;
  private final WorkingDocument working = new WorkingDocument(new TextAnalyzer());
  private final long[] nanos;
  private final long[] seen;
  private final long[] bytes;

  /**
   * A step with its name in the recipe.
   *
   * @param offset place of its first signal
   */
  private record Stage(String name, Step step, int offset, boolean comparesDocuments) {}

  /** Collects the stages in the order of the recipe. */
  public static final class Builder {
    private final List<Stage> stages = new ArrayList<>();
    private final List<String> signals = new ArrayList<>();

    /**
     * @param comparesDocuments whether the step only makes keys for comparison; it is skipped for a
     *     document that has a verdict
     */
    public Builder add(String name, Step step, boolean comparesDocuments) {
      stages.add(new Stage(name, step, signals.size(), comparesDocuments));
      step.signals().forEach(signal -> signals.add(name + "." + signal));
      return this;
    }

    public DocumentChain build(boolean measureAfterDrop) {
      return new DocumentChain(this, measureAfterDrop);
    }
  }

  private DocumentChain(Builder builder, boolean measureAfterDrop) {
    this.stages = List.copyOf(builder.stages);
    this.signals = List.copyOf(builder.signals);
    this.measureAfterDrop = measureAfterDrop;
    this.nanos = new long[stages.size()];
    this.seen = new long[stages.size()];
    this.bytes = new long[stages.size()];
  }

  /**
   * Loads the files of the steps; {@link #judge} calls this if needed.
   *
   * @throws StagePreparationException when a file cannot be read or is not valid, or a program is
   *     missing
   */
  public void prepare() throws IOException {
    prepare(0);
  }

  /**
   * The same for a chain whose documents all start at a later stage.
   *
   * @param from index of the first stage that is used
   */
  public void prepare(int from) throws IOException {
    for (Stage stage : stages.subList(from, stages.size())) {
      try {
        stage.step().prepare();
      } catch (IOException | IllegalArgumentException wrong) {
        throw new StagePreparationException(stage.name(), wrong);
      }
    }
    prepared = true;
  }

  /** Names of all signals by place: {@code stage.signal}. */
  public List<String> signals() {
    return signals;
  }

  public List<String> stageNames() {
    return stages.stream().map(Stage::name).toList();
  }

  /** Rules of the stages, by place of the stage. */
  public List<List<Rule>> rules() {
    return stages.stream().map(stage -> stage.step().rules()).toList();
  }

  /** The step of a stage, by its place in the recipe. */
  public Step step(int stage) {
    return stages.get(stage).step();
  }

  /**
   * The identifier of the stage {@code langid}, for the thread of this chain. Empty without that
   * stage, and before {@link #prepare}.
   */
  public Optional<LanguageIdentifier> languageIdentifier() {
    return stages.stream()
        .map(Stage::step)
        .filter(LanguageStep.class::isInstance)
        .findFirst()
        .map(step -> ((LanguageStep) step).identifier());
  }

  /** Nanoseconds spent in each stage since the chain was built. */
  public long[] nanos() {
    return nanos.clone();
  }

  /** UTF-8 bytes of text, or bytes of pages, that entered each stage. */
  public long[] bytes() {
    return bytes.clone();
  }

  /** Records that entered each stage since the chain was built. */
  public long[] seen() {
    return seen.clone();
  }

  /**
   * Takes one record through all stages.
   *
   * @throws UncheckedIOException when the first call cannot prepare the steps
   */
  public Judged judge(InputRecord found) {
    return judge(found, stages.size());
  }

  /**
   * Takes one record through the stages before {@code end}. {@link #goOn} takes a record without a
   * verdict through the rest.
   */
  public Judged judge(InputRecord found, int end) {
    if (!prepared) {
      prepareNow();
    }
    if (found instanceof UnreadableRecord unreadable) {
      return unreadable(unreadable);
    }
    Page page = found instanceof Page asPage ? asPage : null;
    ImagePart image = found instanceof ImageTextPair pair ? ImagePart.of(pair) : null;
    Document start = found instanceof Document text ? text : textless(found, "");
    if (image != null) {
      start = image.captioned(start);
    }
    working.start(page, start, image, signals.size());
    return run(0, end);
  }

  /**
   * Takes a pair without a verdict through the stages from {@code from} on.
   *
   * @param fetched the response for its image, or null when it already has its image
   */
  public Judged goOn(Judged before, FetchResult fetched, int from) {
    if (!prepared) {
      prepareNow();
    }
    working.goOn(before, fetched);
    return run(from, stages.size());
  }

  private Judged run(int from, int end) {
    Judged ended = null;
    for (int i = from; i < end; i++) {
      Stage stage = stages.get(i);
      if (ended != null && stage.comparesDocuments()) {
        continue;
      }
      Optional<Verdict> verdict = run(i);
      if (ended == null && verdict.isPresent()) {
        ended = judged(verdict, i);
        if (!measureAfterDrop
            || verdict.get() instanceof Verdict.Failed
            || working.document().text().isEmpty()) {
          break;
        }
      }
    }
    return ended != null ? ended : judged(Optional.empty(), Judged.PASSED);
  }

  private Judged judged(Optional<Verdict> verdict, int stage) {
    return new Judged(
        working.id(), working.document(), verdict, stage, working.signals(), working.image());
  }

  private void prepareNow() {
    try {
      prepare();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Optional<Verdict> run(int place) {
    Stage stage = stages.get(place);
    seen[place]++;
    bytes[place] += working.bytes();
    long before = System.nanoTime();
    try {
      return stage.step().apply(working, stage.offset());
    } catch (Exception | StackOverflowError failure) {
      // a hostile record must not stop the run
      return Optional.of(
          new Verdict.Failed(stage.name(), FailReason.STAGE_FAILED, Failures.oneLine(failure)));
    } catch (OutOfMemoryError full) {
      // other threads may have used the memory: the run fails, with the id of the record
      OutOfMemoryError named =
          new OutOfMemoryError(
              full.getMessage() + " at record " + working.document().id() + " in " + stage.name());
      named.setStackTrace(full.getStackTrace());
      throw named;
    } finally {
      nanos[place] += System.nanoTime() - before;
    }
  }

  private Judged unreadable(UnreadableRecord record) {
    double[] none = new double[signals.size()];
    Arrays.fill(none, Double.NaN);
    return new Judged(
        Hash128.fromHex(record.id()),
        textless(record, record.readable()),
        Optional.of(new Verdict.Failed("read", record.failure(), record.detail())),
        Judged.READ,
        none);
  }

  private static Document textless(InputRecord record, String text) {
    return new Document(
        record.id(),
        text,
        record.url(),
        record.timestamp(),
        record.source(),
        "",
        0,
        record.metadata());
  }
}
