package io.esmm.benchmarks;

import io.esmm.config.EsmmConfig;
import io.esmm.train.TrainingSet;

/**
 * What is trained on.
 *
 * @param name of the shape, for people
 * @param config the towers and how they are trained
 * @param set the rows
 */
public record Workload(String name, EsmmConfig config, TrainingSet set) {}
