package io.esmm.towers.din;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;

/** A sequence that is attended to, and what its elements are compared with. */
@JsonClassDescription("a sequence that is attended to, and the field it is compared with")
public record AttentionConfig(
    @JsonPropertyDescription("a field of kind sequence") String sequence,
    @JsonPropertyDescription("an embedded field of the same width, such as the candidate item")
        String target) {}
