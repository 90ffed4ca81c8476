/**
 * The engine that runs a pipeline: options of Beam's runners, embedded Flink, jobs of a Flink
 * cluster, and the state backend of a stream.
 *
 * <p>Start with {@link io.millrace.pipelines.engine.Engine}, which turns {@link
 * io.millrace.pipelines.engine.EngineSettings} into options.
 *
 * <p>{@link io.millrace.pipelines.engine.FlinkJobs} is the client of Flink's REST endpoint. {@link
 * io.millrace.pipelines.engine.SharedResources} has what the workers of a process share.
 *
 * <p>Traps: Flink's REST endpoint has no login; {@code engine.rest} closes it to other processes. A
 * shuffle needs enough network buffers; change their number or size only with a measurement. A
 * running stream is found by its job name, so the name must not change.
 */
package io.millrace.pipelines.engine;
