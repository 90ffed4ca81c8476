/**
 * Personal data of a fixed form: e-mail and IP addresses, phone numbers and IBANs. Begin with
 * {@link io.millrace.filters.pii.PiiMasker}, which puts masks in place of what it finds, or {@link
 * io.millrace.filters.pii.PiiFilter}, which drops documents. {@link
 * io.millrace.filters.pii.PiiSettings} has the masks; {@link io.millrace.filters.pii.PiiKind} lists
 * the kinds; {@link io.millrace.filters.pii.PiiCleaner} is the stage.
 *
 * <p>{@code PiiScanner} searches for the few characters that every kind must contain and checks
 * candidates only there, by published rules: public suffixes, routed addresses, country codes,
 * checksums.
 *
 * <p>Traps: names and postal addresses are not found. Texts, URLs and metadata are scanned.
 * Signals, verdicts and logs never quote a find.
 */
package io.millrace.filters.pii;
