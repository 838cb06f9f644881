/** The deep interest network, a tower that attends to behavior sequences. All of it is here. */
@NullMarked
package io.esmm.towers.din;

import org.jspecify.annotations.NullMarked;
