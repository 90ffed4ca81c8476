/** Decides on one document: signals first, then the rules on them. */
package io.millrace.filters;
