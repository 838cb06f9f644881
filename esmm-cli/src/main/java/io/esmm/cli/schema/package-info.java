/** {@code esmm schema} and {@code esmm reference}: the configuration, for editors and readers. */
@NullMarked
package io.esmm.cli.schema;

import org.jspecify.annotations.NullMarked;
