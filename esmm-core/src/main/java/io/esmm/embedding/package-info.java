/** Embeddings: how ids become vectors. Start at {@link io.esmm.embedding.EmbeddingConfig}. */
@NullMarked
package io.esmm.embedding;

import org.jspecify.annotations.NullMarked;
