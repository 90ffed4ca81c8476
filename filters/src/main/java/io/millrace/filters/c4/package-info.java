/**
 * The rules of C4 (Raffel et al., Exploring the Limits of Transfer Learning with a Unified
 * Text-to-Text Transformer, JMLR 2020, section 2.2). Begin with {@link
 * io.millrace.filters.c4.C4Cleaner} for lines and {@link io.millrace.filters.c4.C4Filter} for
 * pages.
 *
 * <p>The paper and the published code differ; {@link io.millrace.filters.c4.C4Settings} says which
 * one a default follows. The cleaner runs before the filter: sentences are counted in what is left
 * of a page.
 *
 * <p>{@code WordPhrases} compares words in any case, so punctuation between words does not hide a
 * phrase.
 */
package io.millrace.filters.c4;
