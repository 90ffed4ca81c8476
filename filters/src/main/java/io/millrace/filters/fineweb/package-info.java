/** FineWeb's own rules (Penedo et al., The FineWeb Datasets, 2024, section 3.6). */
package io.millrace.filters.fineweb;
