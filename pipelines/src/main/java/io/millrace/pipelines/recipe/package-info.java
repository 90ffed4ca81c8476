/**
 * Recipes: the format of the YAML file, and its reader.
 *
 * <p>Start with {@link io.millrace.pipelines.recipe.RecipeReader}: it rejects unknown stages,
 * inputs and models; {@code io.millrace.corpus.config.SettingsBinder} rejects unknown settings and
 * checks ranges, from each record's {@code @Setting}. A {@link
 * io.millrace.pipelines.recipe.RecipeCheck} checks combinations. {@link
 * io.millrace.pipelines.recipe.RecipeSchema} and {@link io.millrace.pipelines.recipe.SettingsTable}
 * are generated from the same records. {@link io.millrace.pipelines.recipe.Overrides} has {@code
 * --set} and {@code --input}.
 *
 * <p>Traps: no class here knows a particular stage; a {@link
 * io.millrace.pipelines.recipe.StageCatalog} names the stages. The canonical JSON is hashed, so a
 * new setting changes the hash of every recipe.
 */
package io.millrace.pipelines.recipe;
