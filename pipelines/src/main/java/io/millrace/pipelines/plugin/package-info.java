/**
 * Finds the plugins of a process and checks what they bring.
 *
 * <p>Begin with {@link io.millrace.pipelines.plugin.Plugins}. The command line opens a folder of
 * jars and makes its plugins the ones of the process ({@code use}); the registries of stages and
 * reasons ask {@code current}. A worker of a cluster opens no folder: the jars come with the job,
 * so {@code current} asks the class loader of the job, which each task thread has as its context.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>A plugin's code may throw errors of linkage at any call: a class is resolved when it is
 *       first used. Call it through {@link io.millrace.pipelines.plugin.PluginStage}, which names
 *       the jar.
 *   <li>Two jobs on one worker process have different plugins, so nothing found is static.
 *   <li>Objects of a plugin's classes do not travel: recipes travel as text, reasons as texts.
 * </ul>
 */
package io.millrace.pipelines.plugin;
