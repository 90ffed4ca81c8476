/**
 * Language models on this machine: llama.cpp in child processes, whose death does no harm.
 *
 * <p>Begin with {@link io.millrace.rephrase.local.LlamaGenerator}: it manages the processes and
 * communicates with them over standard input and output. {@link
 * io.millrace.rephrase.local.LlamaWorker} is the main class of such a process, {@link
 * io.millrace.rephrase.local.WorkerRequest} and {@link io.millrace.rephrase.local.WorkerAnswer} are
 * the messages.
 *
 * <p>A process answers one request at a time and keeps no state, so answers do not depend on other
 * requests. The library aborts its process for wrong parameters; {@code
 * docs/how-to/local-models.md} lists its traps.
 */
package io.millrace.rephrase.local;
