package io.millrace.pipelines.summary;

/**
 * Distribution of one signal over the documents of one language.
 *
 * @param signal {@code stage.signal}
 * @param digest a serialised t-digest (Dunning & Ertl 2019, in the library of its authors)
 */
public record Distribution(String signal, String language, byte[] digest) {}
