package io.millrace.trainer.evaluate;

/**
 * A model's answer to a question: the sentence with the fewest bits for a byte.
 *
 * @param document id of the question's document
 * @param language of the question
 * @param correct whether it is the right one
 */
public record ClozeAnswer(String document, String language, boolean correct) {}
