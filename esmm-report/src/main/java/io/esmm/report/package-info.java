/**
 * Results as a page that a person reads: what a report consists of, as plain records.
 *
 * <p>Start at {@link io.esmm.report.Report}: sections of {@link io.esmm.report.Block}s, which are
 * text, facts, tables and charts. {@link io.esmm.report.html.HtmlReport} writes it as one HTML
 * file, {@link io.esmm.report.figure.FigureFolder} its charts as PNG and its charts and tables as
 * CSV; {@code io.esmm.report.model} makes the report of one model. A producer of its own fills the
 * records and knows none of the writers.
 *
 * <p>To add a kind of block: a record that {@link io.esmm.report.Block} permits; the compiler names
 * every writer that has to learn it.
 */
@NullMarked
package io.esmm.report;

import org.jspecify.annotations.NullMarked;
