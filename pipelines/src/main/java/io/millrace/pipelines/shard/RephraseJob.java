package io.millrace.pipelines.shard;

import io.millrace.pipelines.chain.Stages;
import io.millrace.pipelines.step.RephraseStep;
import io.millrace.rephrase.document.RephraseService;
import io.millrace.rephrase.document.RephraseSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * What rephrasing in a shard has to know.
 *
 * @param modelFile of a model on this machine; empty for a server's, and when it is not to be had
 * @param languageModel file of the identifier of languages; empty when there is none
 * @param offset place of the stage's first signal
 * @param quality place of the signal by which documents are told apart; -1 for none
 */
public record RephraseJob(
    RephraseSettings settings,
    Optional<Path> modelFile,
    Optional<Path> languageModel,
    int offset,
    int quality) {

  /**
   * @param models files of models by name
   * @param signals names of the chain's signals by place
   */
  public static RephraseJob of(
      RephraseSettings settings, SortedMap<String, String> models, List<String> signals) {
    return new RephraseJob(
        settings,
        settings.isLocal() ? file(models, settings.model()) : Optional.empty(),
        settings.languageModel().isEmpty()
            ? Optional.empty()
            : file(models, settings.languageModel()),
        signals.indexOf(Stages.REPHRASE + "." + RephraseStep.names().get(0)),
        settings.quality().isEmpty() ? -1 : signals.indexOf(settings.quality()));
  }

  /** Where it is kept what was spent, with secrets. */
  public static String budgetUrl(RephraseSettings settings) {
    return RephraseService.budgetUrl(settings, SharedRephraser.folder());
  }

  private static Optional<Path> file(SortedMap<String, String> models, String name) {
    return Optional.ofNullable(models.get(name)).map(Path::of);
  }
}
