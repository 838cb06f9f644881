/**
 * Charts laid out: from numbers to lines, areas and words at places, once for all writers, so that
 * a PNG shows the same figure as the page.
 *
 * <p>Start at {@link io.esmm.report.drawing.Picture#of}. What is drawn says what it is, not which
 * colour it has ({@link io.esmm.report.drawing.Ink}): the page takes colours from its style sheet,
 * light or dark, the PNG from {@link io.esmm.report.drawing.Palette}. No fonts are asked: widths of
 * words are estimated ({@link io.esmm.report.drawing.Lettering}), so that the layout is the same on
 * every machine.
 */
@NullMarked
package io.esmm.report.drawing;

import org.jspecify.annotations.NullMarked;
