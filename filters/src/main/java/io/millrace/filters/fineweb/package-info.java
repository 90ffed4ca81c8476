/**
 * The rules that FineWeb adds to those of Gopher and C4 (Penedo et al., The FineWeb Datasets, 2024,
 * section 3.6): they drop lists, menus and pages of fragments. Begin with {@link
 * io.millrace.filters.fineweb.FineWebFilter}.
 *
 * <p>Limits for languages other than English are those of FineWeb-2 (Penedo et al. 2025), one
 * configuration per language. They are in {@link io.millrace.filters.fineweb.FineWebSettings}.
 *
 * <p>Blank lines do not count as lines.
 */
package io.millrace.filters.fineweb;
