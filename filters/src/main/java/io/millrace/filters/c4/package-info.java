/**
 * The rules of C4 (Raffel et al., Exploring the Limits of Transfer Learning with a Unified
 * Text-to-Text Transformer, JMLR 2020, section 2.2). Begin with {@link
 * io.millrace.filters.c4.C4Cleaner} for lines and {@link io.millrace.filters.c4.C4Filter} for
 * pages.
 *
 * <p>The paper and the published code differ; {@link io.millrace.filters.c4.C4Settings} documents
 * which one each default follows. The cleaner runs before the filter, which counts the sentences
 * that remain.
 *
 * <p>{@code WordPhrases} compares words, not characters, so case and punctuation do not hide a
 * phrase. The phrases are in the resource {@code javascript-phrases.txt} and in the settings.
 */
package io.millrace.filters.c4;
