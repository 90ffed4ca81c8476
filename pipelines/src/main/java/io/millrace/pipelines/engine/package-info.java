/**
 * The engine that runs a pipeline: options of Beam's runners, the embedded Flink, jobs of a Flink
 * cluster over REST, and the state backend of a stream.
 *
 * <p>Start with {@link io.millrace.pipelines.engine.Engine}, which turns {@link
 * io.millrace.pipelines.engine.EngineSettings} into options.
 *
 * <p>Traps: Flink's REST endpoint has no login; {@code engine.rest} closes it to other processes.
 * Number and size of network buffers decide whether a shuffle fits; change them only with a
 * measurement.
 */
package io.millrace.pipelines.engine;
