/**
 * Finds the plugins of a process and checks their stages and styles.
 *
 * <p>Start with {@link io.millrace.pipelines.plugin.Plugins}. The command line opens a folder of
 * jars and sets the plugins of the process ({@code use}); the registries of stages and reasons read
 * {@code current}. A worker of a cluster opens no folder: the jars come with the job, so {@code
 * current} uses the class loader of the job, the context class loader of each task thread.
 *
 * <p>Traps:
 *
 * <ul>
 *   <li>Any call of a plugin may throw a linkage error, since classes are resolved at first use.
 *       Call plugins through {@link io.millrace.pipelines.plugin.PluginStage}, which names the jar.
 *   <li>Two jobs in one worker process have different plugins, so do not keep them in static
 *       fields.
 *   <li>Objects of a plugin's classes are not serialized: recipes and reasons are sent as text.
 * </ul>
 */
package io.millrace.pipelines.plugin;
