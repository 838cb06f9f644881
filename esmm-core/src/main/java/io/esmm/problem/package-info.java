/**
 * What a user is told when input is wrong: {@link io.esmm.problem.Problem} names the place, the
 * thing and the remedy; {@link io.esmm.problem.ProblemException} carries all problems of one input
 * together.
 */
@NullMarked
package io.esmm.problem;

import org.jspecify.annotations.NullMarked;
