package io.esmm.funnel;

/**
 * The delay between an event and the one before it, where it is learnt: exponential with a rate
 * that a tower gives. A row on which the event could have happened and has not, yet, is one on
 * which it never will, or will with a longer delay (Chapelle, Modeling Delayed Feedback in Display
 * Advertising, KDD 2014). With p the event's conditional probability, lambda the rate, d the delay
 * and e the time elapsed,
 *
 * <pre>
 *   happened:  - log p - log lambda + lambda d
 *   not yet:   - log( 1 - p + p exp(-lambda e) )
 * </pre>
 *
 * @param event the place of the event in its funnel
 * @param elapsed the number of each row that tells e
 * @param delay the number of each row that tells d
 * @param typical the mean delay where the logit s of the rate is 0: lambda = softplus(s) / (typical
 *     ln 2)
 */
public record Delay(int event, String elapsed, String delay, double typical) {}
