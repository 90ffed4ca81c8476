/**
 * The commands {@code models} and {@code doctor}: model files on this machine, and what else a run
 * needs here. Begin with {@link io.millrace.app.models.ModelsCommand}.
 *
 * <p>Commands that run a recipe call {@link io.millrace.app.models.RecipeModels} for its models
 * before any work. Trap: a missing model ends the command, except a language model for rephrasing;
 * then a warning is printed and originals pass unchanged. Where files come from is decided in
 * {@code io.millrace.connectors.models}.
 */
package io.millrace.app.models;
