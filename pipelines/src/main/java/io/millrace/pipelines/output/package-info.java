/**
 * The folder of an output: locks, the start and the end of a run, windows, and reading a finished
 * output.
 *
 * <p>Start with {@link io.millrace.pipelines.output.OutputFolder}, which checks the folder before a
 * run and writes {@code _SUCCESS} at its end. {@link io.millrace.pipelines.output.WorkFolder} is
 * {@code .work}, the files for a resume. {@link io.millrace.pipelines.output.WindowChain} is {@code
 * commits/}, the chain of a stream's committed windows; {@link
 * io.millrace.pipelines.output.WindowTimes} names the folder of a window. {@link
 * io.millrace.pipelines.output.OutputLock} and {@link io.millrace.pipelines.output.Claim} prevent
 * that two runs write one output (decision 51). {@link io.millrace.pipelines.output.FinishedOutput}
 * reads a finished output.
 *
 * <p>Traps: files get their final names by a rename after fsync; {@code _SUCCESS} is the last.
 * Check the {@code Claim} before every rename.
 */
package io.millrace.pipelines.output;
