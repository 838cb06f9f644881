/** {@code esmm simulate}: a log of the Ali-CCP format whose true probabilities are known. */
@NullMarked
package io.esmm.cli.simulate;

import org.jspecify.annotations.NullMarked;
