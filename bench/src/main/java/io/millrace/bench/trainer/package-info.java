/** Speed and memory of the trainer; bench/trainer/run.sh runs it beside PyTorch eager. */
package io.millrace.bench.trainer;
