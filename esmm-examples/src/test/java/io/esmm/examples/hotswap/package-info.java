/** The example does what it says. */
@NullMarked
package io.esmm.examples.hotswap;

import org.jspecify.annotations.NullMarked;
