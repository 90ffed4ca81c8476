/**
 * The command {@code demo}: a small run over an input that it writes itself. Begin with {@link
 * io.millrace.app.demo.DemoCommand}; {@link io.millrace.app.demo.DemoSample} writes the input from
 * texts that {@code TikaTexts} or {@code Declarations} reads, and {@code BadPages} adds bad pages.
 *
 * <p>The recipe is the resource {@code demo.yaml}. Trap: the output has the same bytes on every
 * machine, and tests and releases compare them. A change of one sentence here changes them.
 */
package io.millrace.app.demo;
