/**
 * A language model on this machine: llama.cpp in child processes, which may die without harm.
 *
 * <p>{@link io.millrace.rephrase.local.LlamaGenerator} keeps the processes and speaks to each over
 * its standard input and output; {@link io.millrace.rephrase.local.LlamaWorker} is what runs in
 * one.
 */
package io.millrace.rephrase.local;
