package io.esmm.data.prepare;

import org.jspecify.annotations.Nullable;

/**
 * What was learnt of a field.
 *
 * @param name the field
 * @param level request or impression
 * @param kind categorical, bag, sequence, buckets or number
 * @param tableRows rows of its embedding table, that of a shared vocabulary included; 0 for a
 *     number
 * @param missingShare share of the training values that are missing
 * @param unknownShare share of the training tokens that are too rare for the vocabulary
 * @param unknownShareInTest share of the test tokens that are not in the vocabulary; null without
 *     test
 */
public record FieldSummary(
    String name,
    String level,
    String kind,
    int tableRows,
    double missingShare,
    double unknownShare,
    @Nullable Double unknownShareInTest) {}
