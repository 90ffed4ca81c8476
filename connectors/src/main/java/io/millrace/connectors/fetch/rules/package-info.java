/**
 * What a site allows: {@link io.millrace.connectors.fetch.rules.SiteRules} fetches robots.txt and
 * tdmrep.json once a host and answers whether an address may be fetched and how fast; {@link
 * io.millrace.connectors.fetch.rules.TdmRules} reads the W3C's TDM Reservation Protocol.
 */
package io.millrace.connectors.fetch.rules;
