/**
 * A disk that fails when a test wants it to. {@link io.esmm.faults.FaultyDisk} is where to start: a
 * path of it is a path of this machine, on which one change of the disk, counted from 1, meets a
 * {@link io.esmm.faults.Fault}, the death of the process, or a {@link io.esmm.faults.PowerLoss}.
 * Nothing that runs depends on this module. A new kind of failure is a constant of {@code Fault}
 * and a case in {@code Trouble}.
 */
@NullMarked
package io.esmm.faults;

import org.jspecify.annotations.NullMarked;
