/**
 * What a site allows.
 *
 * <p>Begin with {@link io.millrace.connectors.fetch.rules.SiteRules}. It fetches robots.txt and
 * tdmrep.json once a host and answers whether an address may be fetched.
 *
 * <p>{@link io.millrace.connectors.fetch.rules.TdmRules} reads the files and headers of the W3C's
 * TDM Reservation Protocol. What an answer's own headers say is in {@code fetch.OptOut}.
 */
package io.millrace.connectors.fetch.rules;
