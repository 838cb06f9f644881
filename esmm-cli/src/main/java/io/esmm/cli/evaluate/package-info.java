/** {@code esmm evaluate}: a model's metrics on prepared or raw rows. */
@NullMarked
package io.esmm.cli.evaluate;

import org.jspecify.annotations.NullMarked;
