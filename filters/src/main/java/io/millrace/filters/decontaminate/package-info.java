/** Documents that hold what models are evaluated on. */
package io.millrace.filters.decontaminate;
