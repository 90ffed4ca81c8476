/**
 * The commands below {@code millrace tokenizer}: train a tokenizer on outputs of runs, encode them
 * for a trainer, and measure how many tokens languages need. Begin with {@link
 * io.millrace.app.tokenizer.TokenizerCommand}.
 *
 * <p>They read outputs through {@link io.millrace.app.train.Corpora}. The algorithms and formats
 * are in the module trainer. Trap: {@code train} holds out 1 % of the documents by default; give a
 * training the same share, or it evaluates on text that the tokenizer has seen.
 */
package io.millrace.app.tokenizer;
