/**
 * The quality and repetition rules of Gopher (Rae et al., Scaling Language Models: Methods,
 * Analysis and Insights from Training Gopher, 2021, appendix A.1).
 */
package io.millrace.filters.gopher;
