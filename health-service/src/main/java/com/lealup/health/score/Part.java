package com.lealup.health.score;

/**
 * What one signal adds to the exact score. The parts of a score sum to it, with nothing left over.
 *
 * @param units ten-billionths of a point, negative if it takes away
 */
public record Part(DimensionName dimension, Signal signal, long units) {}
