package io.esmm.data.simulator;

/**
 * What a log of candidates holds.
 *
 * @param requests all
 * @param candidates of all requests: the rows
 * @param impressions candidates that were shown
 * @param clicks impressions that were clicked
 * @param carts clicks that put the item into the cart
 * @param conversions clicks that converted before the log's end
 * @param laterConversions clicks that convert after it, and are not in the log
 */
public record CandidateCounts(
    long requests,
    long candidates,
    long impressions,
    long clicks,
    long carts,
    long conversions,
    long laterConversions) {}
