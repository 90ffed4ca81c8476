/**
 * Reads YAML files and binds them to settings records. Recipes, training configurations and prompt
 * styles are read here.
 *
 * <p>Begin with {@link io.millrace.corpus.config.SettingsBinder}: it puts the values of a YAML
 * mapping over a record's {@code defaults()}. What a record may contain is described by {@link
 * io.millrace.api.Setting}. {@link io.millrace.corpus.config.SettingsFile} reads a file that is one
 * record.
 *
 * <p>{@link io.millrace.corpus.config.Yaml#parse} builds a tree whose nodes know their line and
 * column. Size, depth, aliases and the number of values are bounded, since files may be hostile.
 * Every error is a {@link io.millrace.corpus.config.ConfigError} with file, line and column; {@link
 * io.millrace.corpus.config.Problems} collects them, so that a user sees all errors at once.
 *
 * <p>A scalar's type follows YAML 1.2's core schema: {@code no} and {@code on} are text, and a
 * quoted number is text. Values from the command line ({@link io.millrace.corpus.config.TreeEdit})
 * have no line and are less strict about quotes.
 */
package io.millrace.corpus.config;
