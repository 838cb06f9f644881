/** What several towers and trunks are made of. */
@NullMarked
package io.esmm.towers.layers;

import org.jspecify.annotations.NullMarked;
