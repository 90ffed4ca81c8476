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
 * Settings and files for rephrasing in a shard.
 *
 * @param modelFile file of a local model; empty for a model on a server, or if not available
 * @param languageModel file of the language model; empty without one
 * @param offset index of the stage's first signal
 * @param quality index of the signal that the policy uses; -1 for none
 */
public record RephraseJob(
    RephraseSettings settings,
    Optional<Path> modelFile,
    Optional<Path> languageModel,
    int offset,
    int quality) {

  /**
   * @param models files of models by name
   * @param signals names of the chain's signals by index
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

  /** Address of the budget, with secrets. */
  public static String budgetUrl(RephraseSettings settings) {
    return RephraseService.budgetUrl(settings, SharedRephraser.folder());
  }

  private static Optional<Path> file(SortedMap<String, String> models, String name) {
    return Optional.ofNullable(models.get(name)).map(Path::of);
  }
}
