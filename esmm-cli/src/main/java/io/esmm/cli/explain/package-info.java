/** {@code esmm explain}: the funnel, the rows that train each tower, and the towers' layers. */
@NullMarked
package io.esmm.cli.explain;

import org.jspecify.annotations.NullMarked;
