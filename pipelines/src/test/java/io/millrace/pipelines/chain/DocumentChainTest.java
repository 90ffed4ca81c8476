package io.millrace.pipelines.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.millrace.api.DocumentView;
import io.millrace.api.Filter;
import io.millrace.api.PerLanguage;
import io.millrace.api.Rule;
import io.millrace.api.TextAnalysis;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.FailReason;
import io.millrace.corpus.UnreadableRecord;
import io.millrace.corpus.Verdict;
import io.millrace.filters.Cleaner;
import io.millrace.pipelines.step.CleanerStep;
import io.millrace.pipelines.step.FilterStep;
import io.millrace.pipelines.step.Judged;
import io.millrace.pipelines.step.MarkStep;
import io.millrace.pipelines.step.Step;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class DocumentChainTest {

  private static final String ID = "0".repeat(32);

  @Test
  void firstBrokenRuleDecidesAndLaterStagesStillMeasure() {
    DocumentChain chain =
        new DocumentChain.Builder()
            .add("first", new FilterStep(new WordCount(5)), false)
            .add("second", new FilterStep(new WordCount(9)), false)
            .build(true);

    Judged judged = chain.judge(document("one two three"));

    assertThat(judged.stage()).isZero();
    assertThat(judged.ended())
        .contains(Verdict.Dropped.because(DropReason.TOO_FEW_WORDS, "words", 3, 5));
    assertThat(chain.signals()).containsExactly("first.words", "second.words");
    assertThat(judged.signals()).containsExactly(3, 3);
  }

  @Test
  void withoutMeasuringAfterTheDropLaterSignalsAreAbsent() {
    DocumentChain chain =
        new DocumentChain.Builder()
            .add("first", new FilterStep(new WordCount(5)), false)
            .add("second", new FilterStep(new WordCount(9)), false)
            .build(false);
    assertThat(chain.judge(document("one two")).signals()).containsExactly(2, Double.NaN);
  }

  @Test
  void resultHasTheDocumentAsDropped() {
    DocumentChain chain =
        new DocumentChain.Builder()
            .add("first", new FilterStep(new WordCount(5)), false)
            .add("clean", new CleanerStep(new Shout(), DropReason.NO_LINES_LEFT, List.of()), false)
            .build(true);
    assertThat(chain.judge(document("one two")).document().text()).isEqualTo("one two");
    Judged passed = chain.judge(document("one two three four five"));
    assertThat(passed.ended()).isEmpty();
    assertThat(passed.document().text()).isEqualTo("ONE TWO THREE FOUR FIVE!");
  }

  @Test
  void exceptionInAStageFailsOnlyItsDocument() {
    Step broken =
        new MarkStep(
            (id, time, document) -> {
              throw new IllegalStateException("a hostile\nrecord");
            });
    DocumentChain chain = new DocumentChain.Builder().add("broken", broken, false).build(true);
    assertThat(chain.judge(document("text")).ended())
        .contains(
            new Verdict.Failed(
                "broken", FailReason.STAGE_FAILED, "IllegalStateException: a hostile record"));
  }

  @Test
  void outOfMemoryErrorIsRethrownWithTheRecord() {
    Step hungry =
        new MarkStep(
            (id, time, document) -> {
              throw new OutOfMemoryError("Java heap space");
            });
    DocumentChain chain = new DocumentChain.Builder().add("hungry", hungry, false).build(true);
    assertThatThrownBy(() -> chain.judge(document("text")))
        .isInstanceOf(OutOfMemoryError.class)
        .hasMessage("Java heap space at record " + ID + " in hungry");
  }

  @Test
  void comparingStagesSeeOnlyDocumentsWithoutAVerdict() {
    int[] marked = {0};
    DocumentChain chain =
        new DocumentChain.Builder()
            .add("first", new FilterStep(new WordCount(3)), false)
            .add("compare", new MarkStep((id, time, document) -> marked[0]++), true)
            .build(true);
    chain.judge(document("one two"));
    assertThat(marked[0]).isZero();
    chain.judge(document("one two three"));
    assertThat(marked[0]).isEqualTo(1);
  }

  @Test
  void unreadableRecordFailsWithItsReason() {
    DocumentChain chain =
        new DocumentChain.Builder().add("a", new FilterStep(new WordCount(1)), false).build(true);
    Judged judged =
        chain.judge(
            new UnreadableRecord(
                ID, "u", "", "s", FailReason.DAMAGED_JSON, "no object", "[1", new TreeMap<>()));
    assertThat(judged.stage()).isEqualTo(Judged.READ);
    assertThat(judged.ended())
        .contains(new Verdict.Failed("read", FailReason.DAMAGED_JSON, "no object"));
    assertThat(judged.document().text()).isEqualTo("[1");
    assertThat(judged.signals()).containsExactly(Double.NaN);
  }

  @Test
  void dropsATextThatCleaningEmpties() {
    Step empty =
        new CleanerStep(
            new Cleaner() {
              @Override
              public List<String> signals() {
                return List.of();
              }

              @Override
              public String clean(
                  Document document, TextAnalysis analysis, double[] out, int offset) {
                return " \n";
              }
            },
            DropReason.NO_LINES_LEFT,
            List.of());
    DocumentChain chain = new DocumentChain.Builder().add("clean", empty, false).build(true);
    assertThat(chain.judge(document("text")).ended())
        .isEqualTo(Optional.of(Verdict.Dropped.because(DropReason.NO_LINES_LEFT)));
  }

  private static Document document(String text) {
    return new Document(ID, text, "", "", "", "en", 1, new TreeMap<>());
  }

  private record WordCount(double limit) implements Filter {
    @Override
    public List<String> signals() {
      return List.of("words");
    }

    @Override
    public List<Rule> rules() {
      return List.of(Rule.atLeast(DropReason.TOO_FEW_WORDS, "words", PerLanguage.of(limit)));
    }

    @Override
    public void measure(DocumentView document, TextAnalysis analysis, double[] out, int offset) {
      out[offset] = analysis.words();
    }
  }

  private static final class Shout implements Cleaner {
    @Override
    public List<String> signals() {
      return List.of();
    }

    @Override
    public String clean(Document document, TextAnalysis analysis, double[] out, int offset) {
      return document.text().toUpperCase(java.util.Locale.ROOT) + "!";
    }
  }
}
