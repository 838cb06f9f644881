/** Runnable uses of the library. */
@NullMarked
package io.esmm.examples;

import org.jspecify.annotations.NullMarked;
