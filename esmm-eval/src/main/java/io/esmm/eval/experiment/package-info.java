/**
 * Methods compared over repeated runs: {@link io.esmm.eval.experiment.FinishedRun} is what one
 * training gave, {@link io.esmm.eval.experiment.FinishedRuns} keeps each in a file, so that what
 * was interrupted goes on; {@link io.esmm.eval.experiment.MethodMeasures} says how a pCVR is
 * measured, {@link io.esmm.eval.experiment.ReferenceTests} whether differences are more than luck.
 */
@NullMarked
package io.esmm.eval.experiment;

import org.jspecify.annotations.NullMarked;
