/** What the library promises a program that embeds it, held by tests. */
@NullMarked
package io.esmm.embedded;

import org.jspecify.annotations.NullMarked;
