/** The example does what it says. */
@NullMarked
package io.esmm.examples.funneloffour;

import org.jspecify.annotations.NullMarked;
