/** The command line: parse arguments, call the library, print. */
@NullMarked
package io.esmm.cli;

import org.jspecify.annotations.NullMarked;
