/**
 * The command {@code demo}: a small run over documents that it makes itself, without a network.
 * Begin with {@link io.millrace.app.demo.DemoCommand}; {@link io.millrace.app.demo.DemoSample}
 * writes the input.
 *
 * <p>The recipe is the resource {@code demo.yaml}. The input depends on nothing but the code, so
 * the output's bytes are the same on every machine; tests and releases compare them. A change of a
 * sentence here changes those bytes.
 */
package io.millrace.app.demo;
