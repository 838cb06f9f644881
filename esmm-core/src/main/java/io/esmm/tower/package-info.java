/**
 * Towers, the networks that give one event's logit, trunks, the network that all towers of a funnel
 * may stand on, and how to plug in one of your own.
 *
 * <p>A plugin is a record ({@link io.esmm.tower.TowerConfig}, {@link io.esmm.tower.TrunkConfig}), a
 * class ({@link io.esmm.tower.Tower}, {@link io.esmm.tower.Trunk}) and one line in a module ({@link
 * io.esmm.tower.TowerModule}); {@link io.esmm.tower.TowerRegistry} finds the modules and makes the
 * networks.
 */
@NullMarked
package io.esmm.tower;

import org.jspecify.annotations.NullMarked;
