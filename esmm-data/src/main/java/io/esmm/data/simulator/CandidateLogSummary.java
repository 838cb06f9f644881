package io.esmm.data.simulator;

/**
 * What {@code simulation.json} says of a log of candidates.
 *
 * @param generator the version of the simulator; another one may give another log
 * @param config what was simulated
 * @param intercepts what calibration found
 * @param counts what came out
 */
public record CandidateLogSummary(
    int generator,
    CandidateLogConfig config,
    CandidateIntercepts intercepts,
    CandidateCounts counts) {}
