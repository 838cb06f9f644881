package io.esmm.report;

/**
 * Text that is shown as it is, line by line: a configuration, a command. Folded away on the page
 * until it is asked for.
 *
 * @param title what it is
 * @param text its lines
 */
public record Listing(String title, String text) implements Block {}
