/** The command that trains several configurations over several seeds and says which is better. */
@NullMarked
package io.esmm.cli.compare;

import org.jspecify.annotations.NullMarked;
