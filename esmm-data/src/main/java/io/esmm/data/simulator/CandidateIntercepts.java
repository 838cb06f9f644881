package io.esmm.data.simulator;

/**
 * What is added to the logits of a log of candidates so that its expected rates are the configured
 * ones.
 *
 * @param shown added to every logit of being shown
 * @param click added to every click logit
 * @param cart added to every cart logit
 * @param conversion added to both conversion logits of every candidate
 */
public record CandidateIntercepts(double shown, double click, double cart, double conversion) {}
