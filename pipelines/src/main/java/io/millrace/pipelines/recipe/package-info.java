/**
 * Recipes: what a YAML file may say, and how it is read.
 *
 * <p>Begin with {@link io.millrace.pipelines.recipe.RecipeReader}: unknown stages, inputs and
 * models are refused there; ranges and unknown settings in {@code
 * io.millrace.corpus.config.SettingsBinder}, from each record's {@code @Setting}. {@link
 * io.millrace.pipelines.recipe.RecipeCheck} is the catalog's check of what concerns several parts.
 * {@link io.millrace.pipelines.recipe.RecipeSchema} and {@link
 * io.millrace.pipelines.recipe.SettingsTable} are made from the same records. {@link
 * io.millrace.pipelines.recipe.Overrides} is {@code --set}.
 *
 * <p>Trap: nothing here knows a particular stage; a {@link
 * io.millrace.pipelines.recipe.StageCatalog} names them.
 */
package io.millrace.pipelines.recipe;
