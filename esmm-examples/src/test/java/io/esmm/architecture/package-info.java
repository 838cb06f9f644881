/**
 * The rules of the house, held by tests: which floor may lean on which ({@link FloorsTest}) and how
 * rooms are named and kept ({@link RoomsTest}). They live in the examples because only here every
 * module is in sight.
 */
@NullMarked
package io.esmm.architecture;

import org.jspecify.annotations.NullMarked;
