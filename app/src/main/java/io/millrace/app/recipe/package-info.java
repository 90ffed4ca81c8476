/**
 * Commands that read a recipe, or the recipe of a finished run, and run nothing: {@code check},
 * {@code stages} and {@code explain}. Begin with {@link io.millrace.app.recipe.CheckCommand}.
 *
 * <p>{@code check} shows the chain of stages with all limits; {@code explain} shows why a record of
 * an output was kept or dropped. {@code RuleTexts} puts the limits of a stage into words for both.
 *
 * <p>The reader of recipes is not here: it is {@code io.millrace.pipelines.recipe}.
 */
package io.millrace.app.recipe;
