/** Models whose embedding tables stay in their file. */
@NullMarked
package io.esmm.mapped;

import org.jspecify.annotations.NullMarked;
