/**
 * Personal data of a fixed form: e-mail and IP addresses, phone numbers and IBANs. Begin with
 * {@link io.millrace.filters.pii.PiiCleaner}, which masks it, or {@link
 * io.millrace.filters.pii.PiiFilter}, which drops documents that have it.
 *
 * <p>{@code PiiScanner} looks for the few characters that every kind must contain and checks a
 * candidate only there. A candidate is checked by rules with a source: public suffixes, routed
 * addresses, country codes, checksums.
 *
 * <p>Names and postal addresses are not found. Texts, URLs and metadata are scanned; signals,
 * verdicts and logs never quote what was found.
 */
package io.millrace.filters.pii;
