/**
 * The report of one model, and the charts that any report of models needs.
 *
 * <p>Start at {@link io.esmm.report.model.EvaluationSections}, what was measured of each event, and
 * {@link io.esmm.report.model.EventCharts}, which takes several models. {@link
 * io.esmm.report.model.LossHistory} listens to training and becomes {@link
 * io.esmm.report.model.TrainingSection}.
 */
@NullMarked
package io.esmm.report.model;

import org.jspecify.annotations.NullMarked;
