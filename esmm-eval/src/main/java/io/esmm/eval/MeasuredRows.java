package io.esmm.eval;

import io.esmm.objective.Probability;

/**
 * What was measured on which rows, for machines and in words.
 *
 * @param event the event
 * @param probability its conditional or its joint probability
 * @param selection which rows
 * @param rows how many rows were selected
 * @param rowsText the rows in words: {@code impressions with a click}
 * @param text all of it in words: {@code conversion given click, on the 1,234 impressions with a
 *     click}
 */
public record MeasuredRows(
    String event,
    Probability probability,
    RowSelection selection,
    int rows,
    String rowsText,
    String text) {}
