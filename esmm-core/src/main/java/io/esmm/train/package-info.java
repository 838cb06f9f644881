/** Training: {@link io.esmm.train.TrainingSet} is where rows come from. */
@NullMarked
package io.esmm.train;

import org.jspecify.annotations.NullMarked;
