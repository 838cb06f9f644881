/**
 * Keeps the pages in {@code docs} in step with the code. They live here as every module is in
 * sight.
 */
@NullMarked
package io.esmm.documents;

import org.jspecify.annotations.NullMarked;
