package io.millrace.pipelines.recipe;

import io.millrace.corpus.config.ConfigException;
import io.millrace.corpus.config.Place;
import io.millrace.corpus.config.Problems;
import io.millrace.corpus.config.SettingsBinder;
import io.millrace.corpus.config.SettingsFile;
import io.millrace.corpus.config.SettingsModel;
import io.millrace.corpus.config.TreeEdit;
import io.millrace.corpus.config.Wording;
import io.millrace.corpus.config.Yaml;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads recipes: {@code inputs}, {@code stages}, and the settings of {@link RecipeSettings}.
 * Reports as many errors as possible at once, with line and column.
 */
public final class RecipeReader {

  private static final String INPUTS = "inputs";
  private static final String STAGES = "stages";

  private final StageCatalog catalog;

  public RecipeReader(StageCatalog catalog) {
    this.catalog = catalog;
  }

  /**
   * Reads a file.
   *
   * @throws ConfigException with all errors found; also when the file does not exist
   * @throws IOException if the file cannot be read
   */
  public Recipe read(Path file, Overrides overrides) throws IOException {
    return read(SettingsFile.text(file, "a recipe"), file.toString(), overrides);
  }

  /**
   * Reads a text.
   *
   * @param source name of the text, for messages
   * @throws ConfigException with all errors found
   */
  public Recipe read(String text, String source, Overrides overrides) {
    Yaml root = InputTree.replace(InputTree.lengthen(Yaml.parse(text, source)), overrides.inputs());
    if (!(root instanceof Yaml.Mapping)) {
      String message = "a recipe is a mapping with 'inputs' and 'stages', not " + root.shown();
      throw new ConfigException(root.place(), root.isNothing() ? "the recipe is empty" : message);
    }
    Problems problems = new Problems();
    for (String assignment : overrides.sets()) {
      try {
        root = InputTree.lengthen(TreeEdit.set(root, assignment));
      } catch (ConfigException e) {
        problems.addAll(e.errors());
      }
    }
    Recipe recipe = new Reading(problems, (Yaml.Mapping) root).recipe();
    problems.throwIfAny();
    catalog.check().check(recipe, problems::add);
    problems.throwIfAny();
    return recipe;
  }

  private record Named(String name, Place place, Yaml settings) {}

  private final class Reading {

    private final Problems problems;
    private final Yaml.Mapping root;

    Reading(Problems problems, Yaml.Mapping root) {
      this.problems = problems;
      this.root = root;
    }

    Recipe recipe() {
      List<String> own = SettingsModel.of(RecipeSettings.class).names();
      Set<String> known = new TreeSet<>(own);
      known.addAll(List.of(INPUTS, STAGES));
      List<Yaml.Entry> settings = new ArrayList<>();
      for (Yaml.Entry entry : root.entries()) {
        String name = entry.key().text();
        if (own.contains(name)) {
          settings.add(entry);
        } else if (!known.contains(name)) {
          String hint = Wording.hint(name, known, "", "its settings are");
          problems.add(
              entry.key().place(),
              "unknown setting '" + Wording.show(name) + "' of the recipe" + hint);
        }
      }
      Record rest =
          new SettingsBinder(problems, "the recipe")
              .bind(RecipeSettings.class, new Yaml.Mapping(root.place(), settings));
      checkModels();
      return new Recipe(inputs(), stages(), (RecipeSettings) rest);
    }

    private void checkModels() {
      Optional<Yaml> models = root.find("models").map(Yaml.Entry::value);
      if (models.isPresent() && models.get() instanceof Yaml.Mapping mapping) {
        for (Yaml.Entry entry : mapping.entries()) {
          unknown("model", entry.key().text(), entry.key().place(), catalog.models());
        }
      }
    }

    private List<Recipe.Input> inputs() {
      List<Recipe.Input> inputs = new ArrayList<>();
      List<Yaml> items = list(INPUTS, "add it, or give --input KIND=GLOB");
      for (Yaml item : items) {
        Optional<Named> named = named(item, "an input is a kind with its paths: 'warc: GLOB'");
        if (named.isPresent()) {
          input(named.get()).ifPresent(inputs::add);
        }
      }
      if (items.isEmpty() && root.find(INPUTS).isPresent() && problems.count() == 0) {
        problems.add(
            root.find(INPUTS).get().value().place(), "'inputs' is empty; name at least one");
      }
      return inputs;
    }

    private Optional<Recipe.Input> input(Named named) {
      if (unknown("input kind", named.name(), named.place(), catalog.inputs().keySet())) {
        return Optional.empty();
      }
      String owner = "input '" + named.name() + "'";
      int before = problems.count();
      Class<? extends Record> type = catalog.inputs().get(named.name());
      Record settings = new SettingsBinder(problems, owner).bind(type, named.settings());
      if (problems.count() == before) {
        checkPaths(owner, named.place(), settings);
      }
      return Optional.of(new Recipe.Input(named.name(), settings, named.place()));
    }

    private void checkPaths(String owner, Place place, Record settings) {
      Optional<SettingsModel.Field> paths = SettingsModel.of(settings.getClass()).find("paths");
      if (paths.isPresent() && paths.get().of(settings) instanceof List<?> list) {
        if (list.isEmpty()) {
          problems.add(place, owner + " has no paths; give one or more: 'paths: [GLOB]'");
        } else if (list.contains("")) {
          problems.add(place, owner + " has an empty path");
        }
      }
    }

    private List<Recipe.Stage> stages() {
      List<Recipe.Stage> stages = new ArrayList<>();
      Map<String, Place> seen = new HashMap<>();
      for (Yaml item : list(STAGES, "add it; '[]' for none")) {
        Optional<Named> named = named(item, "a stage is a name, or a name with its settings");
        if (named.isPresent()) {
          stage(named.get(), seen).ifPresent(stages::add);
        }
      }
      return stages;
    }

    private Optional<Recipe.Stage> stage(Named named, Map<String, Place> seen) {
      String name = named.name();
      if (unknown("stage", name, named.place(), catalog.stages().keySet())) {
        return Optional.empty();
      }
      Place first = seen.putIfAbsent(name, named.place());
      if (first != null) {
        String where = first.isOption() ? first.source() : "line " + first.line();
        problems.add(named.place(), "stage '" + name + "' is named twice, first in " + where);
      }
      Record settings =
          new SettingsBinder(problems, "stage '" + name + "'")
              .bind(catalog.stages().get(name), named.settings());
      return Optional.of(new Recipe.Stage(name, settings, named.place()));
    }

    private List<Yaml> list(String name, String remedy) {
      Optional<Yaml> node = root.find(name).map(Yaml.Entry::value);
      if (node.isEmpty()) {
        problems.add(root.place(), "'" + name + "' is missing; " + remedy);
        return List.of();
      }
      if (node.get() instanceof Yaml.Sequence sequence) {
        return sequence.items();
      }
      String is = "'" + name + "' is " + node.get().shown();
      problems.add(node.get().place(), is + "; it must be a list, each entry beginning with '-'");
      return List.of();
    }

    private Optional<Named> named(Yaml item, String form) {
      if (item instanceof Yaml.Scalar scalar && !scalar.isNothing()) {
        Yaml nothing = new Yaml.Scalar(scalar.place(), "", Yaml.ScalarType.NOTHING);
        return Optional.of(new Named(scalar.text(), scalar.place(), nothing));
      }
      if (item instanceof Yaml.Mapping mapping && mapping.entries().size() == 1) {
        Yaml.Entry entry = mapping.entries().get(0);
        return Optional.of(new Named(entry.key().text(), entry.key().place(), entry.value()));
      }
      if (item instanceof Yaml.Mapping mapping && !mapping.entries().isEmpty()) {
        String first = Wording.show(mapping.entries().get(0).key().text());
        Yaml.Scalar second = mapping.entries().get(1).key();
        String beside = "'" + Wording.show(second.text()) + "' stands beside '" + first + "'";
        problems.add(
            second.place(),
            beside + "; indent it further if it is a setting, else begin with '- '");
        return Optional.empty();
      }
      problems.add(item.place(), form + "; this is " + item.shown());
      return Optional.empty();
    }

    private boolean unknown(String what, String name, Place place, Set<String> known) {
      if (known.contains(name)) {
        return false;
      }
      String hint = Wording.hint(name, known, "", "there are");
      if (hint.isEmpty() && known.equals(catalog.stages().keySet())) {
        hint = "; 'millrace stages' lists them";
      }
      problems.add(place, "unknown " + what + " '" + Wording.show(name) + "'" + hint);
      return true;
    }
  }
}
