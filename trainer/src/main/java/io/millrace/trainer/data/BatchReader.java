package io.millrace.trainer.data;

/** Sequences for a language model. */
public interface BatchReader extends ResumableReader<Batch> {}
