/** A whole document rephrased: its passages asked for, their answers read, checked and merged. */
package io.millrace.rephrase.document;
