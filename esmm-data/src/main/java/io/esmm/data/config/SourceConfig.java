package io.esmm.data.config;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** Where raw rows come from; {@code type} chooses the record. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
  @JsonSubTypes.Type(name = "ali-ccp", value = AliCcpSourceConfig.class),
  @JsonSubTypes.Type(name = "csv", value = CsvSourceConfig.class),
  @JsonSubTypes.Type(name = "parquet", value = ParquetSourceConfig.class),
  @JsonSubTypes.Type(name = "json-lines", value = JsonLinesSourceConfig.class),
  @JsonSubTypes.Type(name = "sql", value = SqlSourceConfig.class)
})
public sealed interface SourceConfig
    permits AliCcpSourceConfig,
        CsvSourceConfig,
        ParquetSourceConfig,
        JsonLinesSourceConfig,
        SqlSourceConfig {}
