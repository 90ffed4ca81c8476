/** Tokenizers side by side. */
package io.millrace.bench.tokenizer;
