/** A model that is replaced while a program runs. */
@NullMarked
package io.esmm.examples.hotswap;

import org.jspecify.annotations.NullMarked;
