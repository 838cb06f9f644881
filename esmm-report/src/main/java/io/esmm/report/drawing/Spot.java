package io.esmm.report.drawing;

/**
 * A place in a {@link Picture}.
 *
 * @param x from the left
 * @param y from the top
 */
public record Spot(double x, double y) {}
