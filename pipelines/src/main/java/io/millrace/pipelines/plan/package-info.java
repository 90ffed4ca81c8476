/**
 * Estimates what a run would do from a sample of its input, for the command {@code rephrase plan}.
 *
 * <p>Start with {@link io.millrace.pipelines.plan.RephrasePlanner}, which takes sampled records
 * through the chain with a model that gives no answers, and lists the calls. {@link
 * io.millrace.pipelines.plan.InputSample} draws the sample, {@link
 * io.millrace.pipelines.plan.Estimate} scales it to the whole input, with an interval.
 *
 * <p>Trap: the cache is the real one, so cached answers cost nothing in the estimate.
 */
package io.millrace.pipelines.plan;
