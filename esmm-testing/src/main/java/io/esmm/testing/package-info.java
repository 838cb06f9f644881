/**
 * The contract of towers, as tests: an author extends {@link io.esmm.testing.TowerContract}, names
 * the module and a configuration, and has the tower tried in several funnels. The towers that ship
 * pass the same tests.
 */
@NullMarked
package io.esmm.testing;

import org.jspecify.annotations.NullMarked;
