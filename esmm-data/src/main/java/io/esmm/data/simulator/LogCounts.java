package io.esmm.data.simulator;

/**
 * What a simulated log came to.
 *
 * @param requests visits of a user
 * @param impressions items shown: rows of the log
 * @param clicks impressions that were clicked
 * @param conversions clicks that converted
 * @param users different ones that visited
 * @param items different ones that were shown
 * @param expectedClicks the sum of the true click probabilities
 * @param expectedConversions the sum of the true joint probabilities
 * @param meanCvrOfAll mean true P(conversion | click) over all impressions
 * @param meanCvrOfClicked the same over clicks, as expected; what differs is selection
 */
public record LogCounts(
    long requests,
    long impressions,
    long clicks,
    long conversions,
    long users,
    long items,
    double expectedClicks,
    double expectedConversions,
    double meanCvrOfAll,
    double meanCvrOfClicked) {}
