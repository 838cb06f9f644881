/**
 * What is learnt from the training rows before anything is encoded: vocabularies, scales and bucket
 * edges.
 *
 * <p>Start at {@link io.esmm.data.vocabulary.SchemaLearner}.
 */
@NullMarked
package io.esmm.data.vocabulary;

import org.jspecify.annotations.NullMarked;
