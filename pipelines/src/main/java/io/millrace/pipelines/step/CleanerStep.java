package io.millrace.pipelines.step;

import io.millrace.api.Rule;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.Verdict;
import io.millrace.filters.Cleaner;
import java.util.List;
import java.util.Optional;

/** Cleans the text, and drops a document without remaining text. */
public final class CleanerStep implements Step {

  private final Cleaner cleaner;
  private final DropReason whenEmpty;
  private final Rules rules;

  /**
   * @param whenEmpty reason when the cleaned text is blank
   * @param rules rules on the cleaner's signals, applied after cleaning; usually none
   */
  public CleanerStep(Cleaner cleaner, DropReason whenEmpty, List<Rule> rules) {
    this.cleaner = cleaner;
    this.whenEmpty = whenEmpty;
    this.rules = new Rules(rules, cleaner.signals());
  }

  @Override
  public List<String> signals() {
    return cleaner.signals();
  }

  @Override
  public List<Rule> rules() {
    return rules.list();
  }

  @Override
  public Optional<Verdict> apply(WorkingDocument working, int offset) {
    Document document = working.document();
    String cleaned = cleaner.clean(document, working.analysis(), working.signals(), offset);
    Optional<Verdict> broken = rules.firstBroken(document.language(), working.signals(), offset);
    if (broken.isPresent()) {
      return broken;
    }
    if (cleaned.isBlank()) {
      return Optional.of(Verdict.Dropped.because(whenEmpty));
    }
    if (cleaned != document.text()) {
      working.replace(document.withText(cleaned), cleaner.keptLines());
    }
    return Optional.empty();
  }
}
