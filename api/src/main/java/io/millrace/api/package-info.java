/**
 * The types that a plugin implements and calls. They depend on the JDK only. Settings records of
 * all modules use {@link io.millrace.api.Setting} too.
 *
 * <p>Begin with {@link io.millrace.api.Plugin}, which a jar implements and names in {@code
 * META-INF/services}. It lists {@link io.millrace.api.FilterStage}s; each has a settings record
 * ({@link io.millrace.api.Setting}), its {@link io.millrace.api.Reason}s, and builds a {@link
 * io.millrace.api.Filter}. A filter measures a {@link io.millrace.api.DocumentView} and its {@link
 * io.millrace.api.TextAnalysis} into numbers, the signals; {@link io.millrace.api.Rule}s over the
 * signals decide.
 *
 * <p>Traps: an analysis is valid during the call only, and its arrays are longer than their
 * content: use {@code words()}, not {@code wordStarts().length}. A signal without a value for a
 * document is NaN, which breaks no rule. A filter is built once for each thread: static state is
 * shared, fields are not.
 *
 * <p>docs/how-to/plugins.md shows a whole plugin and says which changes of this package count as
 * breaking.
 */
package io.millrace.api;
