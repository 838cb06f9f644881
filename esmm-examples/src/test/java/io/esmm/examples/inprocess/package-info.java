/** The example does what it says. */
@NullMarked
package io.esmm.examples.inprocess;

import org.jspecify.annotations.NullMarked;
