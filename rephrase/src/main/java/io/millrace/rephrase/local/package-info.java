/**
 * A language model on this machine: llama.cpp in child processes, which may die without harm.
 *
 * <p>Begin with {@link io.millrace.rephrase.local.LlamaGenerator}: it keeps the processes and
 * speaks to each over its standard input and output. {@link io.millrace.rephrase.local.LlamaWorker}
 * is the main class of such a process, {@link io.millrace.rephrase.local.WorkerRequest} and {@link
 * io.millrace.rephrase.local.WorkerAnswer} are the messages.
 *
 * <p>A process answers one request at a time and keeps nothing of it, so that answers do not depend
 * on what else runs. The library aborts its process for wrong parameters; {@code
 * docs/how-to/local-models.md} lists its traps.
 */
package io.millrace.rephrase.local;
