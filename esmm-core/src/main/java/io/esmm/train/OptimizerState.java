package io.esmm.train;

import io.esmm.graph.Weights;

/**
 * All numbers that a step changes.
 *
 * @param weights statistics of the rows too
 * @param first of Adam the first moment; of another rule the first number it keeps for a weight
 * @param second of Adam the second moment; of another rule the second
 */
record OptimizerState(Weights weights, Weights first, Weights second) {}
