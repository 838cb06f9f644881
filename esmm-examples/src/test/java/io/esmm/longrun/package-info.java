/** Trainings of more rows than the heap could hold. */
@NullMarked
package io.esmm.longrun;

import org.jspecify.annotations.NullMarked;
