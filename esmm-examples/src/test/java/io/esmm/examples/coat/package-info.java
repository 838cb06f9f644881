/** The tables of Coat are what their matrices say. */
@NullMarked
package io.esmm.examples.coat;

import org.jspecify.annotations.NullMarked;
