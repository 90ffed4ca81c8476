/** What models answered, kept so that nothing is asked and paid twice and outputs repeat. */
package io.millrace.rephrase.cache;
