/**
 * Prompts and the readers of their answers. Begin with {@link
 * io.millrace.rephrase.prompt.PromptLibrary}: it has the bundled styles, one YAML file each, and
 * those of a folder or of plugins. {@link io.millrace.rephrase.prompt.StyleSettings} is the content
 * of such a file; {@link io.millrace.rephrase.prompt.Frames} has the texts that all styles of a
 * language share. A {@link io.millrace.rephrase.prompt.Prompt} renders the messages for a passage;
 * its {@link io.millrace.rephrase.prompt.AnswerShape} reads the answer.
 *
 * <p>The hash of a prompt is part of the key of each cached completion: after the change of a
 * single word, all its answers are requested again. {@code PromptGoldensTest} checks the hashes.
 * Passages are hostile: {@link io.millrace.rephrase.prompt.Neutral} neutralises text that could end
 * the tag around them.
 */
package io.millrace.rephrase.prompt;
