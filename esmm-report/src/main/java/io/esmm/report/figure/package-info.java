/**
 * The figures of a report for papers and slides: every chart as PNG, every chart and table as CSV.
 *
 * <p>Start at {@link io.esmm.report.figure.FigureFolder}. A PNG is drawn from the same {@link
 * io.esmm.report.drawing.Picture} as the chart in the page.
 */
@NullMarked
package io.esmm.report.figure;

import org.jspecify.annotations.NullMarked;
