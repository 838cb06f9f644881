/** The example does what it says. */
@NullMarked
package io.esmm.examples.adserver;

import org.jspecify.annotations.NullMarked;
