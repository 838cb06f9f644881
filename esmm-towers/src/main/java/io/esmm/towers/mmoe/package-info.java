/** Multi-gate mixture of experts, a trunk. All of it is here. */
@NullMarked
package io.esmm.towers.mmoe;

import org.jspecify.annotations.NullMarked;
