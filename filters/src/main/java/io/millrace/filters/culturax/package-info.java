/** The document metrics of CulturaX, by the formulas of ROOTS. */
package io.millrace.filters.culturax;
