/** Models of every format version, loaded by this release. */
@NullMarked
package io.esmm.golden;

import org.jspecify.annotations.NullMarked;
