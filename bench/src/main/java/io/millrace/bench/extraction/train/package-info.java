/** Trains the model by which main content is chosen, and says what it is worth. */
package io.millrace.bench.extraction.train;
