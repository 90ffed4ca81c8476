/**
 * What a run would do, estimated from a sample of its input: the command {@code rephrase plan}.
 *
 * <p>Begin with {@link io.millrace.pipelines.plan.RephrasePlanner}, which takes sampled records
 * through the chain with a model that answers nothing and notes each call. {@link
 * io.millrace.pipelines.plan.InputSample} draws the sample, {@link
 * io.millrace.pipelines.plan.Estimate} scales it to the whole input with a margin.
 *
 * <p>Trap: the cache is the real one, so answers that are known cost nothing in the estimate.
 */
package io.millrace.pipelines.plan;
