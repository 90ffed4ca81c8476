/**
 * What millrace reads from and writes to outside of itself. Begin with the package of the outside
 * system.
 *
 * <p>{@code read} has the formats of inputs; {@code files} has local files and object stores;
 * {@code web} reads HTTP and the Hugging Face hub; {@code kafka} reads and writes topics; {@code
 * fetch} fetches images with robots.txt and opt-outs; {@code models} finds and downloads models;
 * {@code ocr} and {@code score} run programs and models over images.
 *
 * <p>Trap: beside {@code pipelines}, only this module may use Beam.
 */
package io.millrace.connectors;
