/** The database behind the cache and the budget: a file of this machine, or a server of many. */
package io.millrace.rephrase.store;
