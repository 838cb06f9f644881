/** Progressive layered extraction, a trunk. All of it is here. */
@NullMarked
package io.esmm.towers.ple;

import org.jspecify.annotations.NullMarked;
