package io.millrace.pipelines.plugin;

import io.millrace.api.Filter;
import io.millrace.api.FilterStage;
import io.millrace.api.Reason;
import io.millrace.api.Rule;
import io.millrace.corpus.Document;
import io.millrace.corpus.DropReason;
import io.millrace.corpus.config.SettingsBinder;
import io.millrace.filters.text.TextAnalyzer;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A stage of a plugin that passed the checks, with its jar.
 *
 * @param jar file name of the jar
 * @param name name in recipes
 * @param summary description in one sentence
 * @param settings the record of its settings
 * @param reasons all reasons for which it drops
 */
public record PluginStage<S extends Record>(
    String jar,
    String name,
    String summary,
    Class<S> settings,
    List<Reason> reasons,
    FilterStage<S> stage) {

  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9]*(_[a-z0-9]+)*");

  /** A text to try a filter on, so that a missing file or class shows before a run. */
  private static final Document TRIAL =
      new Document(
          "0".repeat(32),
          "A short text.\n",
          "https://example.org/",
          "",
          "",
          "en",
          1,
          Collections.emptySortedMap());

  /**
   * @throws IllegalArgumentException when the stage breaks the contract of {@link FilterStage}
   */
  static <S extends Record> PluginStage<S> of(String jar, FilterStage<S> stage) {
    String name = stage.name();
    check(NAME.matcher(name).matches(), "stage name '" + name + "' must match " + NAME);
    String who = "stage '" + name + "'";
    for (DropReason builtIn : DropReason.values()) {
      check(!builtIn.stage().equals(name), who + " has the name of a built-in stage");
    }
    check(!stage.summary().isBlank(), who + " has no summary");
    Class<S> settings = stage.settings();
    check(Modifier.isPublic(settings.getModifiers()), who + ": " + settings + " is not public");
    SettingsBinder.defaults(settings);
    List<Reason> reasons = List.copyOf(stage.reasons());
    check(!reasons.isEmpty(), who + " has no reasons");
    for (Reason reason : reasons) {
      String key = reason.key();
      check(KEY.matcher(key).matches(), who + ": reason '" + key + "' must match " + KEY);
      check(
          reason.stage().equals(name),
          who + ": reason '" + key + "' is of stage '" + reason.stage() + "'");
      check(!reason.description().isBlank(), who + ": reason '" + key + "' has no description");
      for (DropReason builtIn : DropReason.values()) {
        check(!builtIn.key().equals(key), who + ": '" + key + "' is a built-in reason");
      }
    }
    return new PluginStage<>(jar, name, stage.summary(), settings, reasons, stage);
  }

  private static void check(boolean holds, String message) {
    if (!holds) {
      throw new IllegalArgumentException(message);
    }
  }

  /**
   * Builds the filter and tries it on a short text.
   *
   * @throws IOException when a file that the settings name cannot be read
   * @throws IllegalArgumentException when the filter rejects the settings
   * @throws PluginException when the filter breaks its contract or a class is missing
   */
  public Filter filter(S values) throws IOException {
    try {
      Filter filter = stage.filter(values);
      checkFilter(filter);
      double[] signals = new double[filter.signals().size()];
      filter.measure(TRIAL, new TextAnalyzer().analyze(TRIAL.text()), signals, 0);
      return filter;
    } catch (IllegalArgumentException refused) {
      throw refused;
    } catch (IllegalStateException broken) {
      throw new PluginException(jar, "stage '" + name + "': " + broken.getMessage(), broken);
    } catch (RuntimeException | LinkageError broken) {
      throw new PluginException(jar, "stage '" + name + "': " + Plugins.line(broken), broken);
    }
  }

  private void checkFilter(Filter filter) {
    Set<String> signals = new HashSet<>();
    for (String signal : filter.signals()) {
      contract(KEY.matcher(signal).matches(), "signal '" + signal + "' must match " + KEY);
      contract(signals.add(signal), "two signals are named '" + signal + "'");
    }
    for (Rule rule : filter.rules()) {
      contract(
          signals.contains(rule.signal()),
          "a rule is on signal '" + rule.signal() + "', which signals() does not list");
      contract(
          reasons.contains(rule.reason()),
          "a rule drops for '" + rule.reason().key() + "', which reasons() does not list");
    }
  }

  private static void contract(boolean holds, String message) {
    if (!holds) {
      throw new IllegalStateException(message);
    }
  }
}
