package com.lealup.health.score;

/**
 * What one signal added to a change of the score.
 *
 * @param hundredths hundredths of a point, never 0
 */
public record Contribution(DimensionName dimension, Signal signal, Cause cause, int hundredths) {}
