/**
 * Images of image-text pairs, without network and without pages. Begin with {@code decode}: {@code
 * decode.ImageDecoder} turns bytes into pixels within limits of size and memory.
 *
 * <p>{@code filter} measures and judges images and their captions; {@code hash} makes the
 * perceptual hashes by which near duplicates are found.
 *
 * <p>Traps: images from the web are hostile: sizes in headers are checked before memory is
 * allocated. Fetching and opt-outs are in {@code connectors.fetch}.
 */
package io.millrace.images;
