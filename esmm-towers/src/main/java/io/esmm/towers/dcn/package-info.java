/** Deep and cross network, version 2, a tower. All of it is here. */
@NullMarked
package io.esmm.towers.dcn;

import org.jspecify.annotations.NullMarked;
