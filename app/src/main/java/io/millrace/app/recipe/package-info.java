/**
 * Commands that read a recipe, or the recipe of a finished run, and run nothing: {@code check},
 * {@code stages} and {@code explain}. Begin with {@link io.millrace.app.recipe.CheckCommand}.
 *
 * <p>{@code check} shows the chain of stages with all limits; {@code explain} shows why a record of
 * an output was kept or dropped. {@code RuleTexts} formats the limits of a stage for both.
 *
 * <p>Traps: the reader of recipes is not here, it is {@code io.millrace.pipelines.recipe}. {@code
 * explain} prints text from the web: every line must pass {@code ExplainCommand.printable}.
 */
package io.millrace.app.recipe;
