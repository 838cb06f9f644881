/**
 * Files that appear whole or not at all, and are verified before they are believed.
 *
 * <p>Writing starts at {@link io.esmm.storage.AtomicFolder} (a model, a prepared data set) and
 * {@link io.esmm.storage.AtomicFile} (a single output); reading starts at {@link
 * io.esmm.storage.StoredFolder}, which checks a folder against its {@link
 * io.esmm.storage.Manifest}. What a run keeps for itself, such as checkpoints, is in a {@link
 * io.esmm.storage.RunFolder}. Weights travel in {@link io.esmm.storage.SafetensorsWriter} and
 * {@link io.esmm.storage.SafetensorsReader}. The layouts are in {@code docs/formats.md}.
 *
 * <p>Everything here reaches the disk through {@link java.nio.file.Path} and its file system
 * provider and nothing else, so that a test can hand in the paths of a file system that fails.
 */
@NullMarked
package io.esmm.storage;

import org.jspecify.annotations.NullMarked;
