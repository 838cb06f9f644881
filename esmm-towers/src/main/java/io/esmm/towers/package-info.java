/** The towers that come with ESMM, one package each. */
@NullMarked
package io.esmm.towers;

import org.jspecify.annotations.NullMarked;
