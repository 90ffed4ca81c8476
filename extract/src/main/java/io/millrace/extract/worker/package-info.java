/**
 * Runs parsers that hostile input can exhaust in child processes with memory and time limits.
 *
 * <p>Begin with {@link io.millrace.extract.worker.Workers}, which keeps idle processes for the next
 * call. {@link io.millrace.extract.worker.WorkerProcess} is one child and kills it when it exceeds
 * a limit; {@link io.millrace.extract.worker.WorkerLoop} runs inside the child.
 *
 * <p>Traps: requests and answers pass through standard input and output. A byte that no text
 * contains marks the start of an answer, so output of a parser between answers does no harm. A
 * worker must not rely on state of earlier requests.
 */
package io.millrace.extract.worker;
