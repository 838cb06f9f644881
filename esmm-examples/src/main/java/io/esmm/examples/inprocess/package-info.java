/** A model without any file: configured, trained and asked in one program. */
@NullMarked
package io.esmm.examples.inprocess;

import org.jspecify.annotations.NullMarked;
