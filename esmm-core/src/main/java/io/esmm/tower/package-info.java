/**
 * Towers, the networks that give one event's logit, and how to plug in one of your own.
 *
 * <p>A plugin is a record ({@link io.esmm.tower.TowerConfig}), a class ({@link
 * io.esmm.tower.Tower}) and one line in a module ({@link io.esmm.tower.TowerModule}); {@link
 * io.esmm.tower.TowerRegistry} finds the modules and makes the towers.
 */
@NullMarked
package io.esmm.tower;

import org.jspecify.annotations.NullMarked;
