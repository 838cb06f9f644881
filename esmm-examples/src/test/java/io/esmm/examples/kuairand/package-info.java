/** The example on KuaiRand says what it is. */
@NullMarked
package io.esmm.examples.kuairand;

import org.jspecify.annotations.NullMarked;
