/**
 * A report as one HTML file that needs nothing else: no script, no font, no picture and no style
 * from elsewhere, so that it opens offline, in a mail and under the strictest policy, and prints.
 *
 * <p>Start at {@link io.esmm.report.html.HtmlReport}. Charts become SVG in the page; colours come
 * from the style sheet beside these classes, which follows the reader's choice of light or dark.
 * Every text of a report goes through {@link io.esmm.report.html.Markup}.
 */
@NullMarked
package io.esmm.report.html;

import org.jspecify.annotations.NullMarked;
