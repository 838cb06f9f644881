/** {@code esmm doctor}: what the machine offers and what could be better. */
@NullMarked
package io.esmm.cli.doctor;

import org.jspecify.annotations.NullMarked;
