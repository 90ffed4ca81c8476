/** Byte-level byte-pair encoding: training, encoding and the tokenizer.json of Hugging Face. */
package io.millrace.trainer.tokenizer;
