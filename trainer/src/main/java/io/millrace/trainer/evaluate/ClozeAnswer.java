package io.millrace.trainer.evaluate;

/**
 * A model's answer to a question: the sentence with the fewest bits per byte.
 *
 * @param document id of the question's document
 * @param correct whether it is the right sentence
 */
public record ClozeAnswer(String document, String language, boolean correct) {}
