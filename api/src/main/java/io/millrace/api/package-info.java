/**
 * What a plugin sees of millrace: types to implement and types to call, and nothing but the JDK
 * below them. Settings records of all rooms use {@link io.millrace.api.Setting} too.
 *
 * <p>Begin with {@link io.millrace.api.Plugin}, which a jar implements and names in {@code
 * META-INF/services}. It lists {@link io.millrace.api.FilterStage}s; each has a settings record
 * ({@link io.millrace.api.Setting}), its {@link io.millrace.api.Reason}s, and builds a {@link
 * io.millrace.api.Filter}. A filter measures a {@link io.millrace.api.DocumentView} and its {@link
 * io.millrace.api.TextAnalysis} into numbers, the signals; {@link io.millrace.api.Rule}s over the
 * signals decide. The built-in filters implement the same interfaces.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>An analysis is valid during the call only, and its arrays are longer than their content:
 *       use {@code words()}, not {@code wordStarts().length}.
 *   <li>A signal that has no value for a document is NaN, which breaks no rule.
 *   <li>A filter is built once for each thread: static state is shared, fields are not.
 * </ul>
 *
 * <p>docs/how-to/plugins.md shows a whole plugin and says which changes of this package count as breaking.
 */
package io.millrace.api;
