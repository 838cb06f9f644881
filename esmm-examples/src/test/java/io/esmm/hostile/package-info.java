/**
 * Folders that somebody harmed, by accident or on purpose: refused in words, or loaded and sound.
 */
@NullMarked
package io.esmm.hostile;

import org.jspecify.annotations.NullMarked;
