/**
 * The command {@code serve}: a recipe as a service on Kafka topics, window by window. Begin with
 * {@link io.millrace.app.serve.ServeCommand}.
 *
 * <p>{@code StatusServer} answers {@code /health}, {@code /ready} and {@code /metrics} over HTTP;
 * {@code ServiceMetrics} writes the metrics in Prometheus' text format, whose names the dashboards
 * in {@code deploy/} use. Probes come from untrusted networks: {@code StatusConnections} limits
 * connections and time.
 *
 * <p>The pipeline of a service is {@code io.millrace.pipelines.stream}. Trap: the exit of the
 * process is decided by the shutdown hook in {@code Interruption}, which first asks the job for a
 * savepoint.
 */
package io.millrace.app.serve;
