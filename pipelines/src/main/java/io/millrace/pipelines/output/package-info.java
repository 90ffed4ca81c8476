/**
 * The folder of an output: who may write to it, and how it begins and ends.
 *
 * <p>Begin with {@link io.millrace.pipelines.output.OutputFolder}, which checks the folder before a
 * run and writes {@code _SUCCESS} at its end. {@link io.millrace.pipelines.output.WorkFolder} is
 * {@code .work}, what a resumed run goes on with. {@link io.millrace.pipelines.output.WindowChain}
 * is {@code commits/}, the chain of a stream's committed windows; {@link
 * io.millrace.pipelines.output.WindowTimes} names the folder of a window. {@link
 * io.millrace.pipelines.output.OutputLock} and {@link io.millrace.pipelines.output.Claim} keep two
 * runs apart (decision 51). {@link io.millrace.pipelines.output.FinishedOutput} opens an output to
 * look into.
 *
 * <p>Trap: files become visible by a rename after fsync; {@code _SUCCESS} is the last.
 */
package io.millrace.pipelines.output;
