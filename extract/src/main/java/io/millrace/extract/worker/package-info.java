/**
 * Child processes with limits of memory and time of their own, for parsers that hostile input can
 * exhaust.
 *
 * <p>Begin with {@link io.millrace.extract.worker.Workers}, which keeps idle processes for the next
 * call. {@link io.millrace.extract.worker.WorkerProcess} is one child and ends it when a limit is
 * reached; {@link io.millrace.extract.worker.WorkerLoop} is what runs inside the child.
 *
 * <p>Requests and answers pass through standard input and output. A byte that no text contains
 * marks the start of an answer, so what a parser prints in between does no harm.
 */
package io.millrace.extract.worker;
