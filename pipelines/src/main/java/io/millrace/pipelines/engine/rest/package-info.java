/**
 * Access control for the REST endpoint of the embedded Flink. Flink opens that endpoint in every
 * process that runs a pipeline, and has no login for it: anyone on the machine could start jobs.
 *
 * <p>Start with {@link io.millrace.pipelines.engine.rest.OwnRest}: it adds a handler to Flink's
 * HTTP server, which passes only requests with the key of this process. {@code engine.FlinkJobs}
 * sends the key; {@code engine.Engine} switches the check on.
 *
 * <p>Traps: Flink loads the class by {@code META-INF/services}, so its name must not change. The
 * handler must come before Flink's handler of uploads. A cluster is not protected: its operator
 * must restrict its ports.
 */
package io.millrace.pipelines.engine.rest;
