/**
 * The rules of web sites: robots.txt and TDM reservations.
 *
 * <p>Begin with {@link io.millrace.connectors.fetch.rules.SiteRules}. It fetches robots.txt and
 * tdmrep.json once for each site and decides whether an address may be fetched.
 *
 * <p>{@link io.millrace.connectors.fetch.rules.TdmRules} reads the file of the W3C's TDM
 * Reservation Protocol. {@code fetch.OptOut} checks the statements of a page and the headers of a
 * response.
 *
 * <p>Traps: a robots.txt that cannot be reached disallows everything (RFC 9309, section 2.3.1.4),
 * but one with status 404 allows everything. A tdmrep.json that cannot be read reserves everything.
 * Matching time is limited, because rules can be made to be slow.
 */
package io.millrace.connectors.fetch.rules;
