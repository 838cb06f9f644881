/** One row has one score, whoever asks for it. */
@NullMarked
package io.esmm.onescore;

import org.jspecify.annotations.NullMarked;
