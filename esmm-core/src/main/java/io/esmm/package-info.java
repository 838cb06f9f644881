/**
 * The root of ESMM: entire-space multi-task models. What lives below is listed in the module
 * descriptions.
 */
@NullMarked
package io.esmm;

import org.jspecify.annotations.NullMarked;
