package dev.penstock.cache.lucene;

import org.apache.lucene.index.LeafReader;

/**
 * A document found in the index.
 *
 * @param reader the segment
 * @param document its number there
 * @param similarity by the measure that was asked for
 */
record Found(LeafReader reader, int document, double similarity) {}
