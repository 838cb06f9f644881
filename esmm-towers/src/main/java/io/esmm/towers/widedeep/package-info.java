/** Wide and deep: a linear model over ids and their combinations beside hidden layers. */
@NullMarked
package io.esmm.towers.widedeep;

import org.jspecify.annotations.NullMarked;
