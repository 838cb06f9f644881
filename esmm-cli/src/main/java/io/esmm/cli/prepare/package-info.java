/** {@code esmm prepare}: from raw rows to a folder that trainers map into memory. */
@NullMarked
package io.esmm.cli.prepare;

import org.jspecify.annotations.NullMarked;
