package io.esmm.report;

/**
 * A paragraph of plain text.
 *
 * @param text without markup
 */
public record Paragraph(String text) implements Block {}
