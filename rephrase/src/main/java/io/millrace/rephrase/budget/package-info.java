/** What may be spent, what was, and the one place through which models are asked. */
package io.millrace.rephrase.budget;
