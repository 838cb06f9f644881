/** The trunk that all towers read alike. All of it is here. */
@NullMarked
package io.esmm.towers.sharedbottom;

import org.jspecify.annotations.NullMarked;
