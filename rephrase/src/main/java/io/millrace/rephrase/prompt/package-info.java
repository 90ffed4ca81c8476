/**
 * Prompts as data, and the reading of answers.
 *
 * <p>Begin with {@link io.millrace.rephrase.prompt.PromptLibrary}: it has the styles that come with
 * millrace, a YAML file each, and those of a user's folder. {@link
 * io.millrace.rephrase.prompt.StyleSettings} is a style's file as it is written; {@link
 * io.millrace.rephrase.prompt.Frames} are the texts that all styles share in a language. A {@link
 * io.millrace.rephrase.prompt.Prompt} renders the messages for a passage; its {@link
 * io.millrace.rephrase.prompt.AnswerShape} reads the answer.
 *
 * <p>A prompt's hash is part of the key of every cached completion: a change of a word asks for all
 * its answers anew. {@code PromptGoldensTest} holds the hashes. Passages are hostile: {@link
 * io.millrace.rephrase.prompt.Neutral} replaces what could end the tag around them.
 */
package io.millrace.rephrase.prompt;
